# Demo service: logback lines of the example in deploy/kubernetes.
# The same script as in the ConfigMap datakit-pipeline of deploy/kubernetes/datakit.yaml. A line is
#   2022-08-04 10:21:14.731 [main] INFO  c.g.demo.DemoController - [demo,35] -  - order stored
#
# Fields: thread_name class_name method_name line msg
# Status: the level of the line
# Time:   the service runs in Asia/Shanghai and writes no offset. For another zone change the second argument.

grok(_, "%{TIMESTAMP_ISO8601:time} %{NOTSPACE:thread_name} %{LOGLEVEL:status}%{SPACE}%{NOTSPACE:class_name} - \\[%{NOTSPACE:method_name},%{NUMBER:line}\\] -  - %{GREEDYDATA:msg}")
default_time(time, "Asia/Shanghai")
