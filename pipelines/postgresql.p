# PostgreSQL: the server log in English, as it goes to stderr, with any of the usual prefixes.
# log_line_prefix may be
#   '%m [%p] '                                            the default
#   '%m [%p] %q%u@%d '                                    Debian and Ubuntu
#   '%t [%p]: [%l-1] user=%u,db=%d,app=%a,client=%h '     as pgBadger wants it; any of the four may be left out
#   '%t:%r:%u@%d:[%p]:'                                   Amazon RDS
# A message may be several lines. In the sidecar's configuration set
#   "multiline_match": "^\\d{4}-\\d{2}-\\d{2} "
#
# Fields: all       pid db_user db_name application client_ip client_port error_code msg; what the prefix tells, and the
#                   client of a connection; error_code with log_error_verbosity = verbose
#         part      part; detail, hint, context, statement and the like: more about the line before
#         duration  duration_ms step statement; step is statement, parse, bind, execute or fastpath
# Status: the severity: LOG is info, FATAL and PANIC are critical; a line of a part is info
# Time:   UTC, GMT and offsets in the line are honoured. A zone of another name, such as CST, is taken as UTC: change
#         the argument of the last line, e.g. "Asia/Shanghai".

add_pattern("pg_time", '''(?P<time>\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(?:\.\d{3})?) (?P<zone>[A-Z]{2,5}|[+-]\d{2}(?::?\d{2})?)''')
add_pattern("pg_text", '''(?P<status>LOG|ERROR|WARNING|NOTICE|INFO|DEBUG|FATAL|PANIC|DETAIL|HINT|CONTEXT|STATEMENT|QUERY|LOCATION|BACKTRACE):  (?:(?P<error_code>[0-9A-Z]{5}): )?(?P<msg>.*)$''')

if !grok(_, '''(?s)^%{pg_time} \[%{INT:pid:int}\] (?:(?P<db_user>[^\s@]*)@(?P<db_name>\S*) )?%{pg_text}''') {
  if grok(_, '''(?s)^%{pg_time} \[%{INT:pid:int}\]: (?:\[\d+-\d+\] )?(?P<prefix>(?:user|db|app|client)=[^\n]*? )?%{pg_text}''') {
    grok(prefix, '''\buser=(?P<db_user>[^\s,]*)''')
    grok(prefix, '''\bdb=(?P<db_name>[^\s,]*)''')
    grok(prefix, '''\bapp=(?P<application>[^,]*)''')
    grok(prefix, '''\bclient=(?P<client_ip>[^\s,(\[]*)''')
    drop_key(prefix)
  } elif !grok(_, '''(?s)^%{pg_time}:(?:(?P<client_ip>[^\s(\[]*)(?:\(%{INT:client_port:int}\))?|\[local\]):(?P<db_user>[^\s@:]*)@(?P<db_name>[^\s:]*):\[%{INT:pid:int}\]:%{pg_text}''') {
    exit()
  }
}
nullif(error_code, "")
nullif(db_user, "")
nullif(db_user, "[unknown]")
nullif(db_name, "")
nullif(db_name, "[unknown]")
nullif(application, "")
nullif(application, "[unknown]")
nullif(client_ip, "")
nullif(client_port, 0)

if status in ["DETAIL", "HINT", "CONTEXT", "STATEMENT", "QUERY", "LOCATION", "BACKTRACE"] {
  add_key(part, status)
  lowercase(part)
  add_key(status, "info")
}
group_in(status, ["LOG"], "info")
group_in(status, ["FATAL", "PANIC"], "critical")

if grok(msg, '''(?s)^duration: %{NUMBER:duration_ms:float} ms(?:  (?P<step>parse|bind|execute|statement|fastpath)(?: [^\n:]*)?: (?P<statement>.*))?$''') {
  nullif(step, "")
  nullif(statement, "")
  replace(msg, '''(?s)^(duration: [\d.]+ ms).*$''', "$1")
} elif grok(msg, '''^(?:connection authorized|disconnection): (?:session time: \S+ )?user=(?P<db_user>\S+) database=(?P<db_name>\S+)''') {
  grok(msg, ''' host=(?P<client_ip>[^\s\[]+)''')
  grok(msg, ''' port=%{INT:client_port:int}''')
} elif grok(msg, '''^connection received: host=''') {
  grok(msg, ''' host=(?P<client_ip>[^\s\[]+)''')
  grok(msg, ''' port=%{INT:client_port:int}''')
}

if zone in ["UTC", "GMT"] {
  add_key(time, time + "+00:00")
} elif grok(zone, '''^[+-]''') {
  # An offset of hours alone is not read.
  replace(zone, '''^(...)$''', "${1}00")
  add_key(time, time + zone)
}
drop_key(zone)
default_time(time, "UTC")
