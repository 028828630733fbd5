# Go, zap: JSON lines of the production configuration, console lines of the development one.
# A console line is time, level, logger, caller, message and JSON, with tabs between them; the level may be coloured,
# logger, caller and JSON may be missing. For stack traces of the console in the same record set in the sidecar's
# configuration
#   "multiline_match": "^\\d{4}-\\d{2}-\\d{2}T"
#
# Fields: logger caller function msg error stack trace_id span_id; your own fields stay in `message`
# Status: the level; dpanic, panic and fatal are critical
# Time:   seconds or milliseconds since 1970 with a fraction, nanoseconds, or ISO text with Z or an offset. Nothing to
#         set.

doc = nil
if grok(_, '''^\s*\{''') {
  doc = load_json(_)
  if doc == nil || doc["level"] == nil && doc["L"] == nil {
    exit()
  }
  # The names of one letter are those of the development configuration, in case it is told to write JSON.
  fields = {
    "level": "status", "L": "status", "ts": "time", "T": "time", "msg": "msg", "M": "msg", "logger": "logger",
    "N": "logger", "caller": "caller", "C": "caller", "function": "function", "func": "function", "F": "function",
    "stacktrace": "stack", "S": "stack",
  }
  for name in fields {
    if doc[name] != nil {
      pt_kvs_set(fields[name], doc[name])
    }
  }
} elif grok(_, '''(?s)^%{TIMESTAMP_ISO8601:time}\t(?:\x1b\[\d+m)?(?P<status>DEBUG|INFO|WARN|ERROR|DPANIC|PANIC|FATAL|debug|info|warn|error|dpanic|panic|fatal)(?:\x1b\[0m)?\t(?:(?P<logger>[^\s:{]+)\t)?(?:(?P<caller>[^\s{]+:\d+)\t)?(?P<msg>(?:[^\t{][^\t]*?)?)(?:\t(?P<context>\{[^\n]*\}))?(?:\n(?P<stack>[^\s]+\n\t.*))?$''') {
  nullif(logger, "")
  nullif(caller, "")
  nullif(stack, "")
  doc = load_json(context)
  drop_key(context)
} else {
  exit()
}

fields = {
  "error": "error", "trace_id": "trace_id", "traceId": "trace_id", "traceID": "trace_id", "span_id": "span_id",
  "spanId": "span_id", "spanID": "span_id",
}
for name in fields {
  if doc != nil && doc[name] != nil {
    pt_kvs_set(fields[name], doc[name])
  }
}

lowercase(status)
group_in(status, ["dpanic", "panic", "fatal"], "critical")

# A fraction of seconds or milliseconds becomes microseconds; the half rounds before cast cuts.
if grok(time, '''^\d{10}\.\d+$''') {
  cast(time, "float")
  add_key(time, time * 1000000 + 0.5)
  cast(time, "int")
} elif grok(time, '''^\d{13}\.\d+$''') {
  cast(time, "float")
  add_key(time, time * 1000 + 0.5)
  cast(time, "int")
}
# A Z behind a fraction is not read as an offset; +00:00 is.
replace(time, "Z$", "+00:00")
default_time(time, "UTC")
