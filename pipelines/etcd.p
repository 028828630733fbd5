# etcd: JSON lines (since 3.4 on demand, since 3.5 by default), and the text before (capnslog)
#   year-month-day time level | package: text
#
# Fields: JSON  msg logger file line error stack member_id cluster_id peer_id client_ip client_port request duration_ms
#         text  logger msg; logger is the package
# Status: the level; dpanic, panic and fatal are critical
# Time:   JSON lines end in Z or an offset. The text is local time without one: taken as UTC here, as containers run.
#         For another zone change the argument of the last line, e.g. "Asia/Shanghai".

if grok(_, '''^\{"level":''') && valid_json(_) {
  json(_, level, status)
  json(_, ts, time)
  json(_, msg)
  json(_, logger)
  json(_, caller)
  json(_, error)
  json(_, stacktrace, stack)
  json(_, `local-member-id`, member_id)
  json(_, `cluster-id`, cluster_id)
  json(_, `remote-peer-id`, peer_id)
  json(_, request)
  json(_, `request content`, request)
  grok(caller, '''^(?P<file>[^\s:]+):%{INT:line:int}$''')
  drop_key(caller)

  # The names of the far end and of a duration differ from place to place.
  json(_, `remote-addr`, remote)
  json(_, `remote-address`, remote)
  json(_, remote)
  grok(remote, '''^\[?(?P<client_ip>[0-9A-Fa-f.:]+)\]?:%{INT:client_port:int}$''')
  drop_key(remote)
  json(_, duration, took)
  json(_, `time spent`, took)
  json(_, took)
  parse_duration(took)
  if value_type(took) == "int" {
    add_key(duration_ms, took / 1000000.0)
  }
  drop_key(took)
} elif grok(_, '''(?s)^(?P<time>\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}\.\d{6}) (?P<status>[CEWNIDT]) \| (?P<logger>[^\s:]+): (?P<msg>.*)$''') {
  group_in(status, ["T"], "debug")
} else {
  exit()
}
group_in(status, ["dpanic", "panic", "fatal"], "critical")
# A Z behind a fraction is not read as an offset; +00:00 is.
replace(time, "Z$", "+00:00")
default_time(time, "UTC")
