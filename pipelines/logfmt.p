# logfmt: key=value lines as go-kit, logrus, slog's text handler, Grafana's programs and Heroku's router write them.
# A line counts as logfmt if it is nothing but words and key=value, with key=value at its begin; in front of it may
# stand time and name of the process, as in the logs of Heroku. Each pattern below names the keys that may hold the
# thing, the first one in the line counts; for keys of your own copy a line. Values in quotes lose them.
#
# Fields: all     msg logger caller error trace_id span_id duration_ms; a duration without a unit is left out
#         Heroku  http_method http_url http_host client_ip status_code bytes request_id program error_code; error_code
#                 is such as H12
# Status: the level; fatal and panic are critical; requests of Heroku's router by their code: 1xx and 2xx OK, 3xx
#         notice, 4xx warning, 5xx error
# Time:   ISO text, or seconds since 1970; the time in front if there is none. Text without an offset is taken as UTC:
#         for another zone change the argument of the last line, e.g. "Asia/Shanghai".

# A pair, or a word alone. A value is text in quotes, in which \" is a quote, or goes up to the next blank.
add_pattern("logfmt_key", '''[^\s="]+''')
add_pattern("logfmt_value", '''(?:"(?:[^"\\]|\\.)*"|[^\s"]*)''')
add_pattern("logfmt_token", '''%{logfmt_key}(?:=%{logfmt_value})?''')
# What may stand before a pair.
add_pattern("logfmt_before", '''^(?:%{logfmt_token}\s+)*?''')

if !grok(_, '''^(?:%{TIMESTAMP_ISO8601:time} (?P<program>[\w.-]+\[[\w.-]+\]): )?(?P<pairs>%{logfmt_key}=%{logfmt_value}(?:\s+%{logfmt_token})*)\s*$''') {
  exit()
}
nullif(time, "")
nullif(program, "")

grok(pairs, '''%{logfmt_before}(?:level|lvl|severity|at)=%{logfmt_value:status}''')
grok(pairs, '''%{logfmt_before}(?:ts|time|t|timestamp)=%{logfmt_value:time}''')
grok(pairs, '''%{logfmt_before}(?:msg|message|desc)=%{logfmt_value:msg}''')
grok(pairs, '''%{logfmt_before}(?:logger|component|module)=%{logfmt_value:logger}''')
grok(pairs, '''%{logfmt_before}(?:caller|source|file)=%{logfmt_value:caller}''')
grok(pairs, '''%{logfmt_before}(?:err|error)=%{logfmt_value:error}''')
grok(pairs, '''%{logfmt_before}(?:trace_id|traceID|traceId)=%{logfmt_value:trace_id}''')
grok(pairs, '''%{logfmt_before}(?:span_id|spanID|spanId)=%{logfmt_value:span_id}''')
grok(pairs, '''%{logfmt_before}(?:duration|elapsed|took|service)=%{logfmt_value:duration}''')
if program == "heroku[router]" {
  grok(pairs, '''%{logfmt_before}code=%{logfmt_value:error_code}''')
  grok(pairs, '''%{logfmt_before}method=%{logfmt_value:http_method}''')
  grok(pairs, '''%{logfmt_before}path=%{logfmt_value:http_url}''')
  grok(pairs, '''%{logfmt_before}host=%{logfmt_value:http_host}''')
  grok(pairs, '''%{logfmt_before}fwd=%{logfmt_value:client_ip}''')
  grok(pairs, '''%{logfmt_before}request_id=%{logfmt_value:request_id}''')
  grok(pairs, '''%{logfmt_before}status=%{INT:status_code:int}''')
  grok(pairs, '''%{logfmt_before}bytes=%{INT:bytes:int}''')
}
drop_key(pairs)

# A quoted value is a JSON text in all but rare escapes, and stays as it is then.
for name in ["status", "time", "msg", "logger", "caller", "error", "trace_id", "span_id", "http_url", "client_ip"] {
  quoted = pt_kvs_get(name)
  if quoted != nil && match("^\"", quoted) {
    text = load_json(quoted)
    if text != nil {
      pt_kvs_set(name, text)
    }
  }
}

# Text such as 412ms becomes nanoseconds; a plain number stays text, as nobody knows its unit.
parse_duration(duration)
if value_type(duration) == "int" {
  add_key(duration_ms, duration / 1000000.0)
}
drop_key(duration)

lowercase(status)
group_in(status, ["err"], "error")
group_in(status, ["crit", "fatal", "panic", "dpanic"], "critical")
group_between(status_code, [100, 299], "OK", status)
group_between(status_code, [300, 399], "notice", status)
group_between(status_code, [400, 499], "warning", status)
group_between(status_code, [500, 599], "error", status)

# A Z behind a fraction is not read as an offset; +00:00 is.
replace(time, "Z$", "+00:00")
# Seconds with a fraction become microseconds; the half rounds before cast cuts.
if grok(time, '''^\d{10}\.\d+$''') {
  cast(time, "float")
  add_key(time, time * 1000000 + 0.5)
  cast(time, "int")
}
default_time(time, "UTC")
