# Syslog: RFC 5424, RFC 3164, and the files rsyslog and syslog-ng write (no priority, maybe an ISO time).
#
# Fields: all       facility severity hostname program pid msg; pid is text, since RFC 5424 allows any
#         RFC 5424  msgid structured_data; structured_data is JSON, {"id": {"name": "value"}}, the last of several equal
#                   names
# Status: the severity; a line without a priority stays info
# Time:   RFC 3164 says neither year nor zone: the current year and UTC are taken. For another zone change `zone` in
#         parse_date, and the argument of the last line for ISO times without an offset.

if grok(_, '''(?s)^<(?P<priority>\d{1,3})>[1-9]\d? (?P<time>\S+) (?P<hostname>\S+) (?P<program>\S+) (?P<pid>\S+) (?P<msgid>\S+) (?P<structured_data>-|(?:\[(?:[^\]\\]|\\.)*\])+)(?: \x{FEFF}?(?P<msg>.*))?$''') {
  nullif(time, "-")
  nullif(hostname, "-")
  nullif(program, "-")
  nullif(pid, "-")
  nullif(msgid, "-")
  nullif(structured_data, "-")

  # [id name="value" …][id …] becomes JSON; what is not of that form stays as it is.
  elements = {}
  add_key(sd_rest, structured_data)
  for i = 0; i < 32 && grok(sd_rest, '''(?s)^\[(?P<sd_id>[^\s=\]"]+)(?P<sd_params>(?: [^\s=\]"]+="(?:[^"\\\]]|\\.)*")*)\](?P<sd_rest>.*)$''', false); i = i + 1 {
    params = {}
    for j = 0; j < 64 && grok(sd_params, '''(?s)^ (?P<sd_name>[^="]+)="(?P<sd_value>(?:[^"\\]|\\.)*)"(?P<sd_params>.*)$''', false); j = j + 1 {
      replace(sd_value, '''\\(["\\\]])''', "$1")
      params[sd_name] = sd_value
    }
    elements[sd_id] = params
  }
  if sd_rest == "" && sd_params == "" {
    add_key(structured_data, elements)
  }
  drop_key(sd_rest)
  drop_key(sd_id)
  drop_key(sd_params)
  drop_key(sd_name)
  drop_key(sd_value)
} elif grok(_, '''(?s)^(?:<(?P<priority>\d{1,3})>)?(?:%{TIMESTAMP_ISO8601:time}|%{MONTH:month} +(?P<day>[1-3]?\d) (?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d):(?P<second>[0-5]\d)) (?:(?P<hostname>\S*[^\s:]) )?(?P<program>[^\s\[:]+)(?:\[(?P<pid>[^\]\n]*)\])?: ?(?P<msg>.*)$''') {
  nullif(priority, "")
  nullif(hostname, "")
  nullif(pid, "")
  nullif(time, "")
  if month != "" {
    parse_date(key=time, MM=month, dd=day, hh=hour, mm=minute, ss=second, zone="UTC")
  }
  drop_key(month)
  drop_key(day)
  drop_key(hour)
  drop_key(minute)
  drop_key(second)
} else {
  exit()
}

# priority = 8 * facility + severity
if priority != nil {
  cast(priority, "int")
  severities = ["emerg", "alert", "critical", "error", "warning", "notice", "info", "debug"]
  add_key(facility, priority / 8)
  add_key(severity, priority % 8)
  add_key(status, severities[priority % 8])
  drop_key(priority)
}

# A Z behind a fraction is not read as an offset; +00:00 is. The nanoseconds of parse_date pass as they are.
replace(time, "Z$", "+00:00")
default_time(time, "UTC")
