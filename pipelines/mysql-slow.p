# MySQL's slow query log, since 5.7: one record is several lines. In the sidecar's configuration set
#   "multiline_match": "^# Time: "
#
# Fields: db_user db_host db_ip connection_id query_time lock_time (seconds) rows_sent rows_examined db_name msg;
#         msg is the statement
# Status: warning
# Time:   log_timestamps=UTC, the default, ends in Z; SYSTEM writes an offset. Nothing to set.

if !grok(_, '''(?s)^# Time: %{TIMESTAMP_ISO8601:time}\s+# User@Host: (?P<db_user>[^\[\s]*)\[[^\]]*\] @ +(?P<db_host>[^\s\[]*) *\[(?P<db_ip>[^\]]*)\](?: +Id: +%{INT:connection_id:int})?\s+# Query_time: %{NUMBER:query_time:float} +Lock_time: %{NUMBER:lock_time:float} +Rows_sent: %{INT:rows_sent:int} +Rows_examined: %{INT:rows_examined:int}[^\n]*\n(?P<msg>.*)$''') {
  exit()
}
nullif(db_host, "")
nullif(db_ip, "")
nullif(connection_id, 0)

# The server puts the schema (when it has changed) and the start time before the statement.
grok(msg, '''^(?i:use) (?P<db_name>[^;]+);''')
replace(msg, '''(?s)^(?:(?i:use) [^;]+;\s*)?SET timestamp=\d+;\s*''', "")
add_key(status, "warning")
# A Z behind a fraction is not read as an offset; +00:00 is.
replace(time, "Z$", "+00:00")
default_time(time, "UTC")
