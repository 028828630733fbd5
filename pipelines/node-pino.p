# Node.js, pino: JSON lines, with what pino-http and Fastify say about requests.
# Not the coloured text of pino-pretty.
#
# Fields: all      msg logger pid hostname trace_id span_id; your own fields stay in `message`
#         error    exception exception_message stack root_cause; root_cause is the innermost "caused by"
#         request  request_id http_method http_url client_ip client_port status_code duration_ms
# Status: the level, a number or a name: 10 and 20 debug, 30 info, 40 warning, 50 error, 60 critical; levels of your own
#         count as the one below
# Time:   milliseconds or seconds since 1970, or ISO text with Z. Nothing to set.

# json() takes nothing out of a line that is no JSON.
json(_, time, time)
json(_, level, level)
if time == nil || level == nil {
  drop_key(time)
  drop_key(level)
  exit()
}
rename(status, level)
# A name counts as 0 here, which no range holds.
group_between(status, [1, 29], "debug")
group_between(status, [30, 39], "info")
group_between(status, [40, 49], "warning")
group_between(status, [50, 59], "error")
group_between(status, [60, 1000], "critical")
group_in(status, ["fatal", "FATAL"], "critical")

json(_, msg, msg)
json(_, name, logger)
json(_, pid, pid)
cast(pid, "int")
json(_, hostname, hostname)
json(_, trace_id, trace_id)
json(_, traceId, trace_id)
json(_, span_id, span_id)
json(_, spanId, span_id)

json(_, err.type, exception)
json(_, err.message, exception_message)
json(_, err.stack, stack)
grok(stack, '''(?s)^.*\ncaused by: (?P<root_cause>[^\n]+)''')

json(_, reqId, request_id)
json(_, req.id, request_id)
cast(request_id, "str")
json(_, req.method, http_method)
json(_, req.url, http_url)
json(_, req.remoteAddress, client_ip)
json(_, req.remotePort, client_port)
cast(client_port, "int")
json(_, res.statusCode, status_code)
cast(status_code, "int")
json(_, responseTime, duration_ms)

# A Z behind a fraction is not read as an offset; +00:00 is.
replace(time, "Z$", "+00:00")
# Seconds with a fraction become microseconds; the half rounds before cast cuts.
if grok(time, '''^\d{10}\.\d+$''') {
  cast(time, "float")
  add_key(time, time * 1000000 + 0.5)
  cast(time, "int")
}
default_time(time, "UTC")
