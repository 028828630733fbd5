# RabbitMQ: the log file or console since 3.7, as text or JSON (log.file.formatter = json).
# Since 3.9 each line of a message has the head of the first one and is a record of its own. For the messages of several
# lines of 3.7 and 3.8 set in the sidecar's configuration
#   "multiline_match": "^\\d{4}-\\d{2}-\\d{2} "
#
# Fields: text  erlang_pid msg
#         JSON  erlang_pid msg logger module function file line; logger is the domain
#         both  client_ip client_port user vhost; in lines about a connection
# Status: the level, also abbreviated to 3 or 4 letters
# Time:   since 3.9 lines carry their offset. 3.7 and 3.8 write local time without one: taken as UTC here, as containers
#         run. For another zone change the argument of the last line, e.g. "Asia/Shanghai".

if grok(_, '''^\{.*"pid":"<\d''') && valid_json(_) {
  json(_, time)
  json(_, level, status)
  json(_, msg)
  json(_, pid, erlang_pid)
  json(_, domain, logger)
  json(_, mfa[0], module)
  json(_, mfa[1], function)
  json(_, file)
  json(_, line)
  cast(line, "int")
} elif !grok(_, '''(?s)^(?P<time>\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}:\d{2}\.\d{3,6}(?:Z|[+-]\d{2}:\d{2})?) \[(?P<status>\w+)\] (?P<erlang_pid><\d+\.\d+\.\d+>) ?(?P<msg>.*)$''') {
  exit()
}

# accepting AMQP connection <0.812.0> (192.0.2.10:40022 -> 192.0.2.20:5672); since 4.0 the pid is not there
if grok(msg, '''^(?:[A-Za-z][A-Za-z0-9-]* ){0,6}connection (?:<[\d.]+> )?\(?\[?(?P<client_ip>[0-9A-Fa-f.:]+)\]?:%{INT:client_port:int} -> ''') {
  grok(msg, '''\buser:? '(?P<user>[^'\n]*)''')
  grok(msg, '''\bvhost:? '(?P<vhost>[^'\n]*)''')
}

lowercase(status)
group_in(status, ["dbg", "dbug"], "debug")
group_in(status, ["inf"], "info")
group_in(status, ["ntc", "noti"], "notice")
group_in(status, ["wrn"], "warning")
group_in(status, ["err", "erro"], "error")
group_in(status, ["crt", "crit"], "critical")
group_in(status, ["alt", "alrt"], "alert")
group_in(status, ["emg", "emgc", "emergency"], "emerg")
# A Z behind a fraction is not read as an offset; +00:00 is.
replace(time, "Z$", "+00:00")
default_time(time, "UTC")
