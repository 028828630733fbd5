# Java: logback's usual pattern, %d [%thread] %-5level %logger - %msg, and the console lines of Spring Boot, both with
# the stack trace in the same record. In the sidecar's configuration set
#   "multiline_match": "^\\d{4}-\\d{2}-\\d{2}"
#
# Fields: thread logger msg, Spring Boot also pid application; with a stack trace
#         exception exception_message stack, and root_cause, the innermost "Caused by"
# Status: the level of the line; FATAL is critical
# Time:   logback writes local time without an offset: taken as UTC here, as containers run. For another zone change
#         the argument of the last line, e.g. "Asia/Shanghai". An offset in the text goes before it.

add_pattern("java_level", "TRACE|DEBUG|INFO|WARN|ERROR|FATAL")

# (?s): a dot is a newline too, so that msg takes the lines below.
if !grok(_, '''(?s)^%{TIMESTAMP_ISO8601:time} +\[(?P<thread>[^\]]*)\] +%{java_level:status} +%{NOTSPACE:logger} +- ?(?P<msg>.*)$''') {
  if grok(_, '''(?s)^%{TIMESTAMP_ISO8601:time} +%{java_level:status} +%{INT:pid:int} --- (?:\[(?P<application>[^\]]*)\] )?\[(?P<thread>[^\]]*)\] %{NOTSPACE:logger} +: ?(?P<msg>.*)$''') {
    nullif(application, "")
  } else {
    exit()
  }
}
group_in(status, ["FATAL"], "critical")

# A trace begins with a line "some.Class: text", the text maybe of several lines, and goes on with "at …" lines.
if grok(msg, '''(?s)^(?P<msg>(?:.*?\n)??)(?P<stack>(?P<exception>(?:[\w$]+\.)+[\w$]+)(?:: (?P<exception_message>.*?))?\n\s+(?:at|\.\.\.) .*)$''') {
  nullif(exception_message, "")
  grok(stack, '''(?s)^.*\nCaused by: (?P<root_cause>[^\n]+)''')
}

# A Z behind a fraction is not read as an offset; +00:00 is.
replace(time, "Z$", "+00:00")
default_time(time, "UTC")
