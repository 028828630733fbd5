# Elasticsearch, OpenSearch: the server log and the slow logs, as text, as JSON of 7 and as ECS JSON since 8.
# Text and the JSON of 7 may take several lines for a stack trace. In the sidecar's configuration set
#   "multiline_match": "^\\[\\d{4}-|^\\{"
#
# Fields: all       node logger msg
#         JSON      cluster thread trace_id
#         trace     exception exception_message stack; in the JSON of 7 the stack alone, a JSON list
#         slow log  index shard duration_ms total_hits search_type total_shards statement; statement is the JSON of the
#                   query, or of the document
# Status: the level; DEPRECATION is warning, FATAL critical
# Time:   JSON lines end in Z or an offset. Text is local time without one: taken as UTC here, as containers run. For
#         another zone change the argument of the last line, e.g. "Asia/Shanghai".

if grok(_, '''(?s)^\{.*"(?:elasticsearch\.)?cluster\.name":''') && valid_json(_) {
  # The names of 7, and those of 8.
  names = {
    "timestamp": "time", "@timestamp": "time",
    "level": "status", "log.level": "status",
    "component": "logger", "log.logger": "logger",
    "cluster.name": "cluster", "elasticsearch.cluster.name": "cluster",
    "node.name": "node", "elasticsearch.node.name": "node",
    "message": "msg", "elasticsearch.slowlog.message": "msg",
    "stacktrace": "stack", "error.stack_trace": "stack",
    "error.type": "exception", "error.message": "exception_message",
    "process.thread.name": "thread", "trace.id": "trace_id",
    "took_millis": "duration_ms", "elasticsearch.slowlog.took_millis": "duration_ms",
    "total_hits": "hits", "elasticsearch.slowlog.total_hits": "hits",
    "total_shards": "total_shards", "elasticsearch.slowlog.total_shards": "total_shards",
    "search_type": "search_type", "elasticsearch.slowlog.search_type": "search_type",
    "source": "statement", "elasticsearch.slowlog.source": "statement",
  }
  doc = load_json(_)
  for name in names {
    if doc[name] != nil {
      pt_kvs_set(names[name], doc[name])
    }
  }
  cast(duration_ms, "float")
  cast(total_shards, "int")
  grok(hits, '''^%{INT:total_hits:int}''')
  drop_key(hits)
  if duration_ms != nil {
    grok(msg, '''^\[(?P<index>[^\]/]+)(?:/[^\]]*)?\]''')
    grok(msg, '''^\[[^\]]*\]\[%{INT:shard:int}\]''')
  }
} elif grok(_, '''(?s)^\[(?P<time>\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2},\d{3}(?:Z|[+-]\d{2}:?\d{2})?)\]\[(?P<status>[A-Z]+) *\]\[(?P<logger>[^\]\s]+) *\] (?:\[(?P<node>[^\]\n]*)\] ?)?(?P<msg>.*)$''') {
  if grok(msg, '''^\[(?P<index>[^\]/]+)(?:/[^\]]*)?\](?:\[\d+\])? took\[[^\]]*\], took_millis\[%{INT:duration_ms:float}\], ''') {
    grok(msg, '''^\[[^\]]*\]\[%{INT:shard:int}\]''')
    grok(msg, ''', total_hits\[%{INT:total_hits:int}''')
    grok(msg, ''', search_type\[(?P<search_type>\w+)\]''')
    grok(msg, ''', total_shards\[%{INT:total_shards:int}\]''')
    # The source goes to the end, maybe with the id of the request behind it.
    grok(msg, '''(?s), source\[(?P<statement>.*)$''')
    replace(statement, '''\](?:, id\[[^\]]*\])?(?:, ?)?$''', "")
    replace(msg, '''(?s), source\[.*$''', "")
  } elif grok(msg, '''(?s)^(?P<msg>[^\n]*)\n(?P<stack>(?P<exception>[\w$.]+\.[\w$]+)(?:: (?P<exception_message>.*?))?\n[ \t]+(?:at|\.\.\.) .*)$''') {
    nullif(exception_message, "")
  }
} else {
  exit()
}
nullif(node, "")
group_in(status, ["DEPRECATION"], "warning")
group_in(status, ["FATAL"], "critical")
# A Z behind a fraction is not read as an offset; +00:00 is.
replace(time, "Z$", "+00:00")
default_time(time, "UTC")
