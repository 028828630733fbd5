# MySQL error log: of MySQL 5.6, 5.7 and 8, and of MariaDB since 10.1.
# A message may be several lines. In the sidecar's configuration set
#   "multiline_match": "^\\d{4}-\\d{2}-\\d{2}"
#
# Fields: all      thread_id error_code subsystem msg; thread_id is that of the connection, 0 without one
#         refused  db_user db_host; access denied
#         aborted  connection_id db_name db_user db_host
# Status: the label: ERROR, Warning, Note (info), System (notice)
# Time:   MySQL since 5.7 ends in Z or an offset. MySQL 5.6 and MariaDB write local time without one: taken as UTC here,
#         as containers run. For another zone change the argument of the last line, e.g. "Asia/Shanghai".

if !grok(_, '''(?s)^(?P<time>\d{4}-\d{2}-\d{2}[T ] ?\d{1,2}:\d{2}:\d{2}(?:\.\d{6})?(?:Z|[+-]\d{2}:\d{2})?) +%{INT:thread_id:int} \[(?P<status>ERROR|Warning|Note|System)\] (?:\[(?P<error_code>MY-\d+)\] )?(?:\[(?P<subsystem>[^\]\n]+)\] )?(?P<msg>.*)$''') {
  exit()
}
nullif(error_code, "")
nullif(subsystem, "")
group_in(status, ["Note"], "info")
group_in(status, ["System"], "notice")

# Before 8 the subsystem stands in the text.
grok(msg, '''^(?P<subsystem>InnoDB|WSREP): ''')
if !grok(msg, '''^Access denied for user '(?P<db_user>[^'\n]*)'@'(?P<db_host>[^'\n]*)' ''') {
  if grok(msg, '''^Aborted connection %{INT:connection_id:int} to db: '(?P<db_name>[^'\n]*)' user: '(?P<db_user>[^'\n]*)' host: '(?P<db_host>[^'\n]*)' ''') {
    nullif(db_name, "unconnected")
    nullif(db_user, "unauthenticated")
  }
}

# A Z behind a fraction is not read as an offset; +00:00 is.
replace(time, "Z$", "+00:00")
default_time(time, "UTC")
