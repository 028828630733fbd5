# Java, logback: its usual pattern, %d [%thread] %-5level %logger - %msg, and the console lines of Spring Boot.
# For stack traces in the same record set in the sidecar's configuration
#   "multiline_match": "^\\d{4}-\\d{2}-\\d{2}"
#
# Fields: usual        thread logger msg
#         Spring Boot  thread logger msg pid application
#         trace        exception exception_message stack root_cause; root_cause is the innermost "Caused by"
# Status: the level of the line; FATAL is critical
# Time:   logback writes local time without an offset: taken as UTC here, as containers run. For another zone change the
#         argument of the last line, e.g. "Asia/Shanghai". An offset in the text goes before it.

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

# A trace is what stands before the first "at …" line, from a line "some.Class: text" on, and all below.
if grok(msg, '''(?s)^(?P<head>.*?)\n(?P<frames>[ \t]+(?:at|\.\.\.) .*)$''', false) {
  if grok(head, '''(?s)^(?P<msg>(?:[^\n]*\n)*?)(?P<stack>(?P<exception>(?:[\w$]+\.)+[\w$]+)(?:: (?P<exception_message>.*))?)$''') {
    nullif(exception_message, "")
    add_key(stack, stack + "\n" + frames)
    grok(stack, '''(?s)^.*\nCaused by: (?P<root_cause>[^\n]+)''')
  }
  drop_key(head)
  drop_key(frames)
}

# A Z behind a fraction is not read as an offset; +00:00 is.
replace(time, "Z$", "+00:00")
default_time(time, "UTC")
