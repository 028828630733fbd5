# nginx: access log ("combined", and "main" of the official image with X-Forwarded-For) and error log.
#
# Fields: access  client_ip http_auth http_method http_url http_version status_code bytes referrer agent forwarded_for
#         error   pid thread_id connection_id msg client_ip server http_method http_url http_version upstream http_host
# Status: access  1xx and 2xx OK, 3xx notice, 4xx warning, 5xx error
#         error   the level of the line
# Time:   access lines carry their offset. Error lines are in nginx's own zone without saying so: taken as UTC here, as
#         containers run. For another one change the argument of the last line, e.g. "Asia/Shanghai".

# A client may send anything as its request line; what is no request leaves the http_ fields out.
add_pattern("nginx_request", '''(?:%{WORD:http_method} (?P<http_url>[^\s"]+)(?: HTTP/%{NUMBER:http_version})?|[^"]*)''')

if grok(_, '''^%{NOTSPACE:client_ip} %{NOTSPACE} %{NOTSPACE:http_auth} \[%{HTTPDATE:time}\] "%{nginx_request}" %{INT:status_code:int} (?:%{INT:bytes:int}|-) "(?P<referrer>[^"]*)" "(?P<agent>[^"]*)"(?: "(?P<forwarded_for>[^"]*)")?''') {
  nullif(http_auth, "-")
  nullif(referrer, "-")
  nullif(agent, "-")
  nullif(forwarded_for, "-")
  nullif(forwarded_for, "")
  group_between(status_code, [100, 299], "OK", status)
  group_between(status_code, [300, 399], "notice", status)
  group_between(status_code, [400, 499], "warning", status)
  group_between(status_code, [500, 599], "error", status)
} elif grok(_, '''^(?P<time>\d{4}/\d{2}/\d{2} \d{2}:\d{2}:\d{2}) \[%{WORD:status}\] %{INT:pid:int}#%{INT:thread_id:int}: (?:\*%{INT:connection_id:int} )?(?P<msg>.*)''') {
  # Connections are numbered from 1; a line about none leaves 0.
  nullif(connection_id, 0)
  group_in(status, ["crit"], "critical")
  # What nginx was doing for whom stands behind the text of the error.
  grok(msg, ''', client: (?P<client_ip>[^,]+), server: (?P<server>[^,]*)''')
  grok(msg, ''', request: "%{nginx_request}''')
  grok(msg, ''', upstream: "(?P<upstream>[^"]+)''')
  grok(msg, ''', host: "(?P<http_host>[^"]+)''')
  replace(msg, ", client: .*$", "")
}

nullif(http_method, "")
nullif(http_url, "")
nullif(http_version, "")
default_time(time, "UTC")
