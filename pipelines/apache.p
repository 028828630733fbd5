# Apache httpd: access log ("common" and "combined", maybe with the virtual host in front) and error log (2.2, 2.4).
#
# Fields: access  vhost client_ip http_auth http_method http_url http_version status_code bytes referrer agent
#         error   module pid thread_id os_error client_ip client_port error_code msg referrer
# Status: access  1xx and 2xx OK, 3xx notice, 4xx warning, 5xx error
#         error   the level of the line; trace1 to trace8 are debug
# Time:   access lines carry their offset. Error lines are in the server's own zone without saying so: taken as UTC
#         here, as containers run. For another one change the argument of the last line, e.g. "Asia/Shanghai".

# Inside quotes httpd writes a quote as \".
add_pattern("apache_quoted", '''(?:[^"\\]|\\.)*''')
add_pattern("apache_request", '''(?:%{WORD:http_method} (?P<http_url>[^\s"]+)(?: HTTP/%{NUMBER:http_version})?|%{apache_quoted})''')

if grok(_, '''^(?:(?P<vhost>[^\s:]+:\d+) )?%{NOTSPACE:client_ip} %{NOTSPACE} %{NOTSPACE:http_auth} \[%{HTTPDATE:time}\] "%{apache_request}" %{INT:status_code:int} (?:%{INT:bytes:int}|-)(?: "%{apache_quoted:referrer}" "%{apache_quoted:agent}")?''') {
  nullif(http_auth, "-")
  group_between(status_code, [100, 299], "OK", status)
  group_between(status_code, [300, 399], "notice", status)
  group_between(status_code, [400, 499], "warning", status)
  group_between(status_code, [500, 599], "error", status)
} elif grok(_, '''^\[(?P<time>\w{3} \w{3} +\d{1,2} \d{2}:\d{2}:\d{2}(?:\.\d+)? \d{4})\] \[(?:(?P<module>[\w-]*):)?%{WORD:status}\](?: \[pid %{INT:pid:int}(?::tid %{INT:thread_id:int})?\])?(?: (?P<os_error>\(\d+\)[^:\[]+):)?(?: \[client (?P<client_ip>[^\s\]]+?)(?::%{INT:client_port:int})?\])?(?: (?P<error_code>AH\d{5}):)? (?P<msg>.*?)(?:, referer: %{NOTSPACE:referrer})?$''') {
  nullif(module, "")
  nullif(module, "-")
  nullif(pid, 0)
  nullif(thread_id, 0)
  nullif(os_error, "")
  nullif(client_ip, "")
  nullif(client_port, 0)
  nullif(error_code, "")
  group_in(status, ["crit"], "critical")
  group_in(status, ["trace1", "trace2", "trace3", "trace4", "trace5", "trace6", "trace7", "trace8"], "debug")
}

nullif(vhost, "")
nullif(http_method, "")
nullif(http_url, "")
nullif(http_version, "")
nullif(referrer, "")
nullif(referrer, "-")
nullif(agent, "")
nullif(agent, "-")
default_time(time, "UTC")
