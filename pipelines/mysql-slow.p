# MySQL slow query log: of MySQL since 5.7 (with log_slow_extra too), Percona Server and MariaDB.
# One record is several lines. In the sidecar's configuration set
#   "multiline_match": "^# Time: "
# but for MariaDB, which writes the time only when it has changed,
#   "multiline_match": "^# User@Host: "
#
# Fields: db_user db_host db_ip connection_id db_name query_time lock_time rows_sent rows_examined rows_affected
#         bytes_sent msg; the times in seconds as the server writes them, msg is the statement
# Status: warning
# Time:   log_timestamps=UTC, the default, ends in Z; SYSTEM writes an offset. MariaDB's records take the time at which
#         the statement began, from SET timestamp. Nothing to set.

if !grok(_, '''(?s)^(?:# Time: (?:%{TIMESTAMP_ISO8601:time}|[^\n]*)\n)?# User@Host: (?P<db_user>[^\[\s]*)\[[^\]\n]*\] @ +(?:(?P<db_host>[^\s\[]+) *)?\[(?P<db_ip>[^\]\n]*)\](?: +Id: +%{INT:connection_id:int})? *\r?\n(?P<schema>(?:# (?:Thread_id|Schema): [^\n]*\n)?)# Query_time: +%{NUMBER:query_time:float} +Lock_time: +%{NUMBER:lock_time:float} +Rows_sent: +%{INT:rows_sent:int} +Rows_examined: +%{INT:rows_examined:int}(?P<more>(?: [^\n]*)?\n(?:# [A-Z][^\n]*\n)*)(?P<msg>.*)$''') {
  exit()
}
nullif(db_user, "")
nullif(db_host, "")
nullif(db_ip, "")
nullif(connection_id, 0)
grok(schema, '''^# Thread_id: %{INT:connection_id:int}''')
grok(schema, '''Schema: (?P<db_name>\S*)''')
grok(more, '''Rows_affected: %{INT:rows_affected:int}''')
grok(more, '''Bytes_sent: %{INT:bytes_sent:int}''')
drop_key(schema)
drop_key(more)

# The server puts the schema (when it has changed) and the start time before the statement.
grok(msg, '''^(?i:use) (?P<db_name>[^;]+);''')
nullif(db_name, "")
if time == "" {
  grok(msg, '''^(?:(?i:use) [^;]+;\s*)?SET timestamp=(?P<time>\d{10})''')
}
replace(msg, '''(?s)^(?:(?i:use) [^;]+;\s*)?SET timestamp=[\d.]+;\s*''', "")
# A record that is cut at "# User@Host: " ends with the time of the next one.
replace(msg, '''\n# Time: [^\n]*$''', "")
add_key(status, "warning")
# A Z behind a fraction is not read as an offset; +00:00 is.
replace(time, "Z$", "+00:00")
default_time(time, "UTC")
