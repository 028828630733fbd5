# HAProxy: HTTP, HTTPS and TCP log, failed connections, messages of the process.
# The head of syslog may stand in front (RFC 3164, with the name of the host or without, or RFC 5424), the name of the
# process alone, or nothing, as with `log stdout format raw`.
#
# Fields: head               hostname program pid
#         HTTP               client_ip client_port frontend backend server request_ms queue_ms connect_ms response_ms
#                            duration_ms status_code bytes request_cookie response_cookie termination_state actconn
#                            feconn beconn srv_conn retries srv_queue backend_queue request_headers response_headers
#                            http_method http_url http_version; a step that was not reached has no time
#         TCP                client_ip client_port frontend backend server queue_ms connect_ms duration_ms bytes
#                            termination_state actconn feconn beconn srv_conn retries srv_queue backend_queue
#         failed connection  client_ip client_port frontend bind msg
#         other              msg client_ip client_port frontend backend server; only msg where the text names none
# Status: HTTP               1xx and 2xx OK, 3xx notice, 4xx warning, 5xx error; without an answer as for TCP
#         TCP                by who ended the session, the first letter of termination_state: C, c, K, U (client,
#                            administrator) warning, D, I, P, R, S, s (server, proxy) error, else OK
#         failed connection  error
#         other              the priority, else [WARNING] or [ALERT] in front of the text; a server that is down error
# Time:   when the connection was accepted, local time without an offset: taken as UTC here, as containers run. For
#         another zone change the argument of the last line, e.g. "Asia/Shanghai". Other messages have the time of RFC
#         5424 or their time of arrival.

add_pattern("haproxy_tag", '''(?P<program>[\w.-]+)\[%{INT:pid:int}\]''')
add_pattern("haproxy_client", '''^(?P<client_ip>[^\s\[]+):%{INT:client_port:int} \[(?P<time>\d{2}/\w{3}/\d{4}:\d{2}:\d{2}:\d{2}\.\d{3})\]''')
add_pattern("haproxy_server", '''(?P<frontend>[^\s~]+)~? (?P<backend>[^\s/]+)/(?P<server>\S+)''')
add_pattern("haproxy_counts", '''%{INT:actconn:int}/%{INT:feconn:int}/%{INT:beconn:int}/%{INT:srv_conn:int}/%{INT:retries:int} %{INT:srv_queue:int}/%{INT:backend_queue:int}''')
add_pattern("haproxy_times", '''%{INT:request_ms:float}/%{INT:queue_ms:float}/%{INT:connect_ms:float}/%{INT:response_ms:float}/%{INT:duration_ms:float}''')
# Braces and quotes inside are written as #7B, #7D, #22.
add_pattern("haproxy_request", '''(?: \{(?P<request_headers>[^}]*)\})?(?: \{(?P<response_headers>[^}]*)\})? "(?:%{WORD:http_method} (?P<http_url>[^\s"]+)(?: HTTP/%{NUMBER:http_version})?|[^"]*)''')

# The head, which every line of syslog has.
if grok(_, '''^<(?P<priority>\d{1,3})>1 (?P<time>\S+) (?P<hostname>\S+) (?P<program>\S+) %{INT:pid:int} - - (?P<msg>.*)$''') {
  nullif(time, "-")
  nullif(hostname, "-")
} else {
  grok(_, '''^(?:<(?P<priority>\d{1,3})>)?(?:(?:\w{3} [ \d]\d \d{2}:\d{2}:\d{2} (?:(?P<hostname>[^\s\[]+) )?)?%{haproxy_tag}: )?(?P<msg>.*)$''')
  nullif(priority, "")
  nullif(hostname, "")
  nullif(program, "")
  nullif(pid, 0)
}

if grok(msg, '''%{haproxy_client} %{haproxy_server} %{haproxy_times} %{INT:status_code:int} %{INT:bytes:int} (?P<request_cookie>\S+) (?P<response_cookie>\S+) (?P<termination_state>[\w-]{4}) %{haproxy_counts}%{haproxy_request}''') {
  drop_key(msg)
  nullif(request_cookie, "-")
  nullif(response_cookie, "-")
  nullif(request_headers, "")
  nullif(response_headers, "")
  nullif(http_method, "")
  nullif(http_url, "")
  nullif(http_version, "")
  nullif(request_ms, -1.0)
  nullif(response_ms, -1.0)
} elif grok(msg, '''%{haproxy_client} %{haproxy_server} %{INT:queue_ms:float}/%{INT:connect_ms:float}/%{INT:duration_ms:float} %{INT:bytes:int} (?P<termination_state>[\w-]{2}) %{haproxy_counts}''') {
  drop_key(msg)
} elif grok(msg, '''%{haproxy_client} (?P<frontend>[^\s/]+)/(?P<bind>[^\s:]+): (?P<msg>.*)$''') {
  add_key(status, "error")
} elif program != nil || grok(msg, '''^\[(?P<status>NOTICE|WARNING|ALERT)\] +\(%{INT:pid:int}\) : (?P<msg>.*)$''') {
  if priority != nil {
    cast(priority, "int")
    severities = ["emerg", "alert", "critical", "error", "warning", "notice", "info", "debug"]
    add_key(status, severities[priority % 8])
  }
  grok(msg, '''^Connect from (?P<client_ip>\S+):%{INT:client_port:int} to \S+ \((?P<frontend>[^/]+)/''')
  if grok(msg, '''^(?:Backup )?Server (?P<backend>[^\s/]+)/(?P<server>\S+) is (?P<state>UP|DOWN)''') {
    group_in(state, ["DOWN"], "error", status)
    drop_key(state)
  }
} else {
  drop_key(msg)
  drop_key(priority)
  exit()
}
drop_key(priority)

nullif(server, "<NOSRV>")
nullif(queue_ms, -1.0)
nullif(connect_ms, -1.0)
if status_code == nil || status_code == -1 {
  nullif(status_code, -1)
  if grok(termination_state, '''^(?P<end>.)''') {
    add_key(status, "OK")
    group_in(end, ["C", "c", "K", "U"], "warning", status)
    group_in(end, ["D", "I", "P", "R", "S", "s"], "error", status)
    drop_key(end)
  }
}
group_between(status_code, [100, 299], "OK", status)
group_between(status_code, [300, 399], "notice", status)
group_between(status_code, [400, 499], "warning", status)
group_between(status_code, [500, 599], "error", status)

# 12/Mar/2024:08:15:42.123 is only read with blanks.
replace(time, '''^(\d+)/(\w+)/(\d+):''', "$1 $2 $3 ")
# A Z behind a fraction is not read as an offset; +00:00 is.
replace(time, "Z$", "+00:00")
default_time(time, "UTC")
