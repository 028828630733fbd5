# MongoDB: the JSON log of mongod and mongos (since 4.4) and the text log before.
#
# Fields: all             component thread msg client_ip client_port
#         JSON            log_id error connection_id
#         slow operation  db_name collection duration_ms plan_summary keys_examined docs_examined nreturned
# Status: the severity: F is critical, D1 to D5 are debug
# Time:   lines carry their offset, or end in Z. Nothing to set.

add_pattern("mongo_client", '''\[?(?P<client_ip>[0-9A-Fa-f.:]+)\]?:%{INT:client_port:int}''')

if grok(_, '''^\{"t":\s*\{''') && valid_json(_) {
  json(_, t.`$date`, time)
  json(_, s, status)
  json(_, c, component)
  json(_, id, log_id)
  json(_, ctx, thread)
  json(_, msg)
  json(_, attr.error, error)
  json(_, attr.remote, remote)
  json(_, attr.connectionId, connection_id)
  json(_, attr.ns, ns)
  json(_, attr.durationMillis, duration_ms)
  json(_, attr.planSummary, plan_summary)
  json(_, attr.keysExamined, keys_examined)
  json(_, attr.docsExamined, docs_examined)
  json(_, attr.nreturned, nreturned)
  cast(log_id, "int")
  cast(connection_id, "int")
  cast(keys_examined, "int")
  cast(docs_examined, "int")
  cast(nreturned, "int")
  grok(remote, '''^%{mongo_client}$''')
  drop_key(remote)
} elif grok(_, '''^(?P<time>\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}(?:[+-]\d{4}|Z)) (?P<status>[FEWI]|D[1-5]?) (?P<component>[A-Z_]+|-) +\[(?P<thread>[^\]]*)\] (?P<msg>.*)$''') {
  grok(msg, '''^(?:connection accepted from|end connection|received client metadata from) %{mongo_client} ''')
  # An operation is slow: command shop.orders command: find { … } planSummary: COLLSCAN … docsExamined:9 … 120ms
  if grok(msg, '''^(?:command|query|getmore|insert|update|remove) (?P<ns>\S+) .* %{INT:duration_ms:float}ms$''') {
    if grok(msg, ''' planSummary: (?P<plan_summary>[A-Z_]+(?: \{[^}]*\})?)''') {
      grok(msg, ''' keysExamined:%{INT:keys_examined:int}''')
      grok(msg, ''' docsExamined:%{INT:docs_examined:int}''')
    }
    grok(msg, ''' nreturned:%{INT:nreturned:int}''')
  }
} else {
  exit()
}
nullif(component, "-")
grok(ns, '''^(?P<db_name>[^.]+)\.(?P<collection>.+)$''')
drop_key(ns)
group_in(status, ["F"], "critical")
group_in(status, ["D1", "D2", "D3", "D4", "D5"], "debug")
# A Z behind a fraction is not read as an offset; +00:00 is.
replace(time, "Z$", "+00:00")
default_time(time, "UTC")
