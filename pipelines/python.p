# Python: the logging module in its default and usual formats, gunicorn and uvicorn, with tracebacks.
# The lines are those of
#   %(levelname)s:%(name)s:%(message)s                          the default
#   %(asctime)s - %(name)s - %(levelname)s - %(message)s
#   %(asctime)s %(name)-12s %(levelname)-8s %(message)s
#   %(asctime)s [%(levelname)s] %(name)s: %(message)s           brackets and name may be missing
#   %(asctime)s %(levelname)s [%(name)s] %(message)s
# and [time] [pid] [LEVEL] message of gunicorn, LEVEL: message of uvicorn. For tracebacks in the same record set in the
# sidecar's configuration
#   "multiline_match": "^(\\[?\\d{4}-|(DEBUG|INFO|WARNING|ERROR|CRITICAL):)"
#
# Fields: all        logger msg pid; pid is gunicorn's
#         access     client_ip client_port http_method http_url http_version status_code; the requests of uvicorn
#         traceback  exception exception_message stack root_cause; of a chain exception is the last one, root_cause the
#                    line of the first
# Status: the level of the line; a traceback without one is error; requests of uvicorn by their code: 1xx and 2xx OK,
#         3xx notice, 4xx warning, 5xx error
# Time:   asctime is local time without an offset: taken as UTC here, as containers run. For another zone change the
#         argument of the last line, e.g. "Asia/Shanghai". gunicorn writes an offset; the default format and uvicorn no
#         time at all.

add_pattern("python_level", "DEBUG|INFO|WARNING|WARN|ERROR|CRITICAL|FATAL")
add_pattern("python_time", '''\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}(?:[.,]\d+)?''')

# (?s): a dot is a newline too, so that msg takes the lines below.
if grok(_, '''(?s)^(?P<time>%{python_time}) - (?P<logger>\S+) +- %{python_level:status} +- (?P<msg>.*)$''') {
} elif grok(_, '''(?s)^(?P<time>%{python_time}):? +\[?%{python_level:status}\]?:? +(?:\[(?P<logger>[^\]\s]+)\]:? +)?(?P<msg>.*)$''') {
  # A name of a module, which begins in lower case, with a colon.
  if logger == "" {
    grok(msg, '''(?s)^(?P<logger>[a-z_][\w.]*): (?P<msg>.*)$''')
  }
} elif grok(_, '''(?s)^(?P<time>%{python_time}) (?P<logger>\S+) +%{python_level:status} +(?P<msg>.*)$''') {
} elif grok(_, '''(?s)^%{python_level:status}:(?P<logger>[^:\s]+):(?P<msg>.*)$''') {
} elif grok(_, '''(?s)^\[(?P<time>%{python_time} [+-]\d{4})\] \[%{INT:pid:int}\] \[%{python_level:status}\] (?P<msg>.*)$''') {
} elif grok(_, '''(?s)^%{python_level:status}: +(?P<msg>.*)$''') {
  if grok(msg, '''^(?P<client_ip>[^\s"]+):%{INT:client_port:int} - "%{WORD:http_method} (?P<http_url>[^\s"]+) HTTP/%{NUMBER:http_version}" %{INT:status_code:int}''') {
    group_between(status_code, [100, 299], "OK", status)
    group_between(status_code, [300, 399], "notice", status)
    group_between(status_code, [400, 499], "warning", status)
    group_between(status_code, [500, 599], "error", status)
  }
} elif grok(_, '''(?s)^(?P<msg>Traceback \(most recent call last\):\n.*)$''') {
  add_key(status, "error")
} else {
  exit()
}
nullif(logger, "")
group_in(status, ["FATAL"], "critical")

# A traceback ends in a line "SomeError: text", the first one behind those that are indented. The text may have lines.
if grok(msg, '''(?s)^(?P<msg>(?:[^\n]*\n)*?)(?P<stack>Traceback \(most recent call last\):\n.*)$''') {
  grok(stack, '''(?s)^.*\n [^\n]*\n(?P<exception>[A-Za-z_][\w.]*)(?:: (?P<exception_message>.*))?$''')
  nullif(exception_message, "")
  grok(stack, '''^[^\n]*\n(?: [^\n]*\n)+(?P<root_cause>[^\n]+)\n\n(?:During handling|The above exception)''')
}

default_time(time, "UTC")
