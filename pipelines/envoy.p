# Envoy: access log in the default format and in Istio's, as text or JSON, and the log of the process.
# JSON has the names of Istio's meshConfig, such as response_code and upstream_host; for other names change the json
# lines.
#
# Fields: access   http_method http_url http_version status_code response_flags bytes_received bytes duration_ms
#                  upstream_ms forwarded_for agent request_id http_host upstream; a "-" is left out
#         Istio    response_code_details termination_details failure_reason upstream_cluster upstream_local
#                  downstream_local client_ip client_port server_name route
#         process  thread_id logger file line msg
# Status: access   1xx and 2xx OK, 3xx notice, 4xx warning, 5xx error; without a code OK, with response_flags or
#                  termination_details warning
#         process  the level of the line
# Time:   START_TIME is in UTC and ends in Z. The log of the process has local time without an offset: taken as UTC
#         here, as containers run. For another zone change the argument of the last line, e.g. "Asia/Shanghai".

add_pattern("envoy_request", '''^\[%{TIMESTAMP_ISO8601:time}\] "(?:(?P<http_method>[A-Z-]+) (?P<http_url>[^\s"]+) (?:HTTP/(?P<http_version>[\d.]+)|-)|[^"]*)" %{INT:status_code:int} (?P<response_flags>\S+)''')
add_pattern("envoy_reason", '''(?P<response_code_details>\S+) (?P<termination_details>\S+) "(?P<failure_reason>[^"]*)["]''')
add_pattern("envoy_volume", '''%{INT:bytes_received:int} %{INT:bytes:int} %{INT:duration_ms:float} (?P<upstream_ms>\d+|-)''')
add_pattern("envoy_peers", '''"(?P<forwarded_for>[^"]*)" "(?P<agent>[^"]*)" "(?P<request_id>[^"]*)" "(?P<http_host>[^"]*)" "(?P<upstream>[^"]*)["]''')
add_pattern("envoy_istio", '''(?: (?P<upstream_cluster>\S+) (?P<upstream_local>\S+) (?P<downstream_local>\S+) (?P<downstream_remote>\S+) (?P<server_name>\S+) (?P<route>\S+))?''')

if grok(_, '''%{envoy_request}(?: %{envoy_reason})? %{envoy_volume} %{envoy_peers}%{envoy_istio}''') {
} elif grok(_, '''(?s)^\[(?P<time>\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}\.\d{3})\]\[%{INT:thread_id:int}\]\[(?P<status>trace|debug|info|warning|error|critical)\]\[(?P<logger>[^\]]*)\] (?:\[(?P<file>[^\]:]+):%{INT:line:int}\] )?(?P<msg>.*)$''') {
  nullif(file, "")
  nullif(line, 0)
} elif grok(_, '''^\s*\{''') {
  json(_, start_time, time)
  json(_, response_code, status_code)
  if time == nil || status_code == nil {
    drop_key(time)
    drop_key(status_code)
    exit()
  }
  json(_, method, http_method)
  json(_, path, http_url)
  json(_, protocol, http_version)
  replace(http_version, "^HTTP/", "")
  json(_, response_flags, response_flags)
  json(_, bytes_received, bytes_received)
  json(_, bytes_sent, bytes)
  json(_, duration, duration_ms)
  json(_, upstream_service_time, upstream_ms)
  json(_, x_forwarded_for, forwarded_for)
  json(_, user_agent, agent)
  json(_, request_id, request_id)
  json(_, authority, http_host)
  json(_, upstream_host, upstream)
  json(_, response_code_details, response_code_details)
  json(_, connection_termination_details, termination_details)
  json(_, upstream_transport_failure_reason, failure_reason)
  json(_, upstream_cluster, upstream_cluster)
  json(_, upstream_local_address, upstream_local)
  json(_, downstream_local_address, downstream_local)
  json(_, downstream_remote_address, downstream_remote)
  json(_, requested_server_name, server_name)
  json(_, route_name, route)
} else {
  exit()
}

if status_code != nil {
  for name in [
    "http_method", "http_url", "http_version", "response_flags", "upstream_ms", "forwarded_for", "agent",
    "request_id", "http_host", "upstream", "response_code_details", "termination_details", "failure_reason",
    "upstream_cluster", "upstream_local", "downstream_local", "downstream_remote", "server_name", "route",
  ] {
    value = pt_kvs_get(name)
    if value == "" || value == "-" {
      pt_kvs_del(name)
    }
  }
  cast(status_code, "int")
  nullif(status_code, 0)
  cast(bytes_received, "int")
  cast(bytes, "int")
  cast(duration_ms, "float")
  cast(upstream_ms, "float")
  grok(downstream_remote, '''^\[?(?P<client_ip>[^\s\]]+)\]?:%{INT:client_port:int}$''')
  drop_key(downstream_remote)
  add_key(status, "OK")
  if response_flags != nil || termination_details != nil {
    add_key(status, "warning")
  }
  group_between(status_code, [100, 299], "OK", status)
  group_between(status_code, [300, 399], "notice", status)
  group_between(status_code, [400, 499], "warning", status)
  group_between(status_code, [500, 599], "error", status)
}

# A Z behind a fraction is not read as an offset; +00:00 is.
replace(time, "Z$", "+00:00")
default_time(time, "UTC")
