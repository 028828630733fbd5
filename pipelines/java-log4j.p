# Java, Log4j 2 and 1: the patterns of its manuals, with level, thread and logger in any usual order.
# The lines are those of
#   %d [%t] %-5level %logger - %msg      also the default to the console, with %d{HH:mm:ss.SSS}
#   %d %-5p [%t] %c: %m
#   %d %p %c [%t] %m
#   %d %-5p %c{1}:%L - %m
#   %r [%t] %p %c %x - %m
# MDC (%X) and NDC (%x) may stand behind the logger. The bare %m, the default of PatternLayout, has nothing to take. For
# stack traces in the same record set in the sidecar's configuration
#   "multiline_match": "^\\d{4}-\\d{2}-\\d{2}|^\\d{2}:\\d{2}:\\d{2}"
#
# Fields: all    thread logger line msg mdc ndc trace_id span_id uptime_ms; trace_id and span_id are taken out of the
#                MDC, for other keys of yours copy that line; uptime_ms is the time of %r
#         trace  exception exception_message stack root_cause; root_cause is the innermost "Caused by"
# Status: the level of the line; FATAL is critical
# Time:   local time without an offset: taken as UTC here, as containers run. For another zone change `zone` and the
#         argument of the last line, e.g. "Asia/Shanghai". A time of day alone is taken as of today, so a line of the
#         last second of a day may get a day too late. A line of %r keeps its time of arrival.

add_pattern("log4j_level", "TRACE|DEBUG|INFO|WARN|ERROR|FATAL")
add_pattern("log4j_clock", '''(?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d):(?P<second>[0-5]\d)[.,](?P<millis>\d{3})''')
add_pattern("log4j_time", '''(?:%{TIMESTAMP_ISO8601:time}|%{log4j_clock}|%{INT:uptime_ms:int})''')
add_pattern("log4j_logger", '''(?P<logger>[^\s:\[]+)(?::%{INT:line:int})?''')
# {key=value, …}, in Log4j 1 {{key,value}…}; the NDC is a list in brackets.
add_pattern("log4j_context", '''(?: +(?P<mdc>\{(?:[^{}]|\{[^{}]*\})*\}))?(?: +\[(?P<ndc>[^\]]*)\])?''')

# (?s): a dot is a newline too, so that msg takes the lines below.
if grok(_, '''(?s)^%{log4j_time} +\[(?P<thread>[^\]]*)\] +%{log4j_level:status} +%{log4j_logger}%{log4j_context}(?: +-|:) ?(?P<msg>.*)$''') {
} elif grok(_, '''(?s)^%{log4j_time} +%{log4j_level:status} +(?:\[(?P<thread>[^\]]*)\] +)?%{log4j_logger}%{log4j_context}(?: +-|:) ?(?P<msg>.*)$''') {
} elif grok(_, '''(?s)^%{log4j_time} +%{log4j_level:status} +%{log4j_logger} +\[(?P<thread>[^\]]*)\] +(?P<msg>.*)$''') {
} else {
  exit()
}

nullif(thread, "")
nullif(line, 0)
nullif(mdc, "")
nullif(mdc, "{}")
nullif(ndc, "")
group_in(status, ["FATAL"], "critical")
grok(mdc, '''[{, ](?:trace_id|traceId)[=,](?P<trace_id>[0-9A-Za-z-]+)''')
grok(mdc, '''[{, ](?:span_id|spanId)[=,](?P<span_id>[0-9A-Za-z-]+)''')

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

if hour != "" {
  parse_date(key=time, hh=hour, mm=minute, ss=second, ms=millis, zone="UTC")
}
drop_key(hour)
drop_key(minute)
drop_key(second)
drop_key(millis)
nullif(time, "")
nullif(uptime_ms, 0)
# A Z behind a fraction is not read as an offset; +00:00 is. The nanoseconds of parse_date pass as they are.
replace(time, "Z$", "+00:00")
default_time(time, "UTC")
