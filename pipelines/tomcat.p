# Tomcat: access log ("common" and "combined") and the logs of JULI (catalina, localhost, manager).
# JULI's lines are those of its OneLineFormatter, since Tomcat 8, or of Java's SimpleFormatter, which takes two lines.
# For them and for stack traces set in the sidecar's configuration
#   "multiline_match": "^\\d{2}-\\w{3}-\\d{4} |^\\w{3} \\d{1,2}, \\d{4} "
#
# Fields: access  client_ip http_auth http_method http_url http_version status_code bytes referrer agent
#         JULI    thread logger function msg; logger is the class, thread is not in lines of SimpleFormatter
#         trace   exception exception_message stack root_cause; root_cause is the innermost "Caused by"
# Status: access  1xx and 2xx OK, 3xx notice, 4xx warning, 5xx error
#         JULI    the level: SEVERE is error, CONFIG info, FINE to FINEST debug
# Time:   access lines carry their offset. JULI writes local time without one: taken as UTC here, as containers run. For
#         another zone change the argument of the last line, e.g. "Asia/Shanghai".

# Inside quotes a quote is written as \".
add_pattern("tomcat_quoted", '''(?:[^"\\]|\\.)*''')
add_pattern("tomcat_request", '''(?:%{WORD:http_method} (?P<http_url>[^\s"]+)(?: HTTP/%{NUMBER:http_version})?|%{tomcat_quoted})''')
add_pattern("juli_level", "SEVERE|WARNING|INFO|CONFIG|FINE|FINER|FINEST")
add_pattern("juli_source", '''(?P<logger>\S+?)(?:\.(?P<function>[^\s.]+))?''')

if grok(_, '''^%{NOTSPACE:client_ip} %{NOTSPACE} %{NOTSPACE:http_auth} \[%{HTTPDATE:time}\] "%{tomcat_request}" %{INT:status_code:int} (?:%{INT:bytes:int}|-)(?: "%{tomcat_quoted:referrer}" "%{tomcat_quoted:agent}")?''') {
  nullif(http_auth, "-")
  nullif(http_method, "")
  nullif(http_url, "")
  nullif(http_version, "")
  nullif(referrer, "")
  nullif(referrer, "-")
  nullif(agent, "")
  nullif(agent, "-")
  group_between(status_code, [100, 299], "OK", status)
  group_between(status_code, [300, 399], "notice", status)
  group_between(status_code, [400, 499], "warning", status)
  group_between(status_code, [500, 599], "error", status)
} elif grok(_, '''(?s)^(?P<time>\d{2}-\w{3}-\d{4} \d{2}:\d{2}:\d{2}\.\d{3}) (?P<status>%{juli_level}) \[(?P<thread>[^\]\n]*)\] %{juli_source} (?P<msg>.*)$''') {
  nullif(function, "")
} elif grok(_, '''(?s)^(?P<time>\w{3} \d{1,2}, \d{4} \d{1,2}:\d{2}:\d{2} [AP]M) (?P<logger>\S+) (?P<function>\S+)\n(?P<status>%{juli_level}): (?P<msg>.*)$''') {
} else {
  exit()
}

group_in(status, ["SEVERE"], "error")
group_in(status, ["CONFIG"], "info")
group_in(status, ["FINE", "FINER", "FINEST"], "debug")

# A trace is what stands before the first "at …" line, from a line "some.Class: text" on, and all below.
if grok(msg, '''(?s)^(?P<head>.*?)\n(?P<frames>[ \t]+(?:at|\.\.\.) .*)$''', false) {
  if grok(head, '''(?s)^(?P<msg>(?:[^\n]*\n)*?)\s?(?P<stack>(?P<exception>(?:[\w$]+\.)+[\w$]+)(?:: (?P<exception_message>.*))?)$''') {
    nullif(exception_message, "")
    add_key(stack, stack + "\n" + frames)
    grok(stack, '''(?s)^.*\n\s?Caused by: (?P<root_cause>[^\n]+)''')
  }
  drop_key(head)
  drop_key(frames)
}

default_time(time, "UTC")
