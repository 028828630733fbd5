# klog and glog, the log of Kubernetes' own components and of many Go programs:
#   Lmmdd hh:mm:ss.uuuuuu threadid file:line] text
#
# Fields: thread_id file line msg; of klog's structured lines the values stay in msg
# Status: the first letter; F (fatal) is critical
# Time:   the line says neither year nor zone: the current year and UTC are taken. For another zone change `zone`,
#         e.g. "Asia/Shanghai". A line of New Year's Eve that is read on the next day gets the wrong year.

if !grok(_, '''(?s)^(?P<status>[IWEF])(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01]) (?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d):(?P<second>[0-5]\d)\.(?P<micros>\d{6}) +%{INT:thread_id:int} (?P<file>[^\s:]+):%{INT:line:int}\] (?P<msg>.*)$''') {
  exit()
}
group_in(status, ["F"], "critical")
parse_date(key=time, MM=month, dd=day, hh=hour, mm=minute, ss=second, us=micros, zone="UTC")
drop_key(month)
drop_key(day)
drop_key(hour)
drop_key(minute)
drop_key(second)
drop_key(micros)
