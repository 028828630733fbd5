# Redis, Valkey: the server log of Redis since 3.0 and of Valkey
#   pid:role day month year time mark text
# and Valkey's log-format logfmt; log-timestamp-format may be any.
#
# Fields: pid role msg; the role is master, replica, child (saving or rewriting) or sentinel
# Status: the mark: . debug, - info (verbose), * notice, # warning; in logfmt the level
# Time:   local time without an offset: taken as UTC here, as containers run. For another zone change the argument of
#         the last line, e.g. "Asia/Shanghai". Lines before 5.0 say no year: the current one is taken. ISO times and
#         milliseconds of Valkey need nothing.

add_pattern("redis_time", '''\d{1,2} [A-Z][a-z]{2} (?:\d{4} )?\d{2}:\d{2}:\d{2}\.\d{3}|\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-][\d:]+)|\d{13}''')

if !grok(_, '''^%{INT:pid:int}:(?P<role>[MSCX]) %{redis_time:time} (?P<status>[.*#-]) (?P<msg>.*)''') {
  if !grok(_, '''^pid=%{INT:pid:int} role=(?P<role>\S+) timestamp="%{redis_time:time}" level=%{WORD:status} message="(?P<msg>.*)"$''') {
    exit()
  }
}
group_in(role, ["M", "primary"], "master")
group_in(role, ["S"], "replica")
group_in(role, ["C", "RDB/AOF"], "child")
group_in(role, ["X"], "sentinel")
group_in(status, ["."], "debug")
group_in(status, ["-"], "info")
group_in(status, ["*"], "notice")
group_in(status, ["#"], "warning")
# A Z behind a fraction is not read as an offset; +00:00 is.
replace(time, "Z$", "+00:00")
default_time(time, "UTC")
