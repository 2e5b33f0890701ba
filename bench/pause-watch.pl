# Sleeps and tells when it was woken too late: the time and by how much (ms, monotonic clock). Perl, because a
# JavaScript engine clears its memory up at this priority, and holds up everything else by that.
use strict;
use warnings;
use Time::HiRes qw(clock_gettime sleep CLOCK_MONOTONIC);

$| = 1;
my $interval = 0.004;
my $last = clock_gettime(CLOCK_MONOTONIC);
while (1) {
    sleep $interval;
    my $now = clock_gettime(CLOCK_MONOTONIC);
    my $late_ms = 1000 * ($now - $last - $interval);
    $last = $now;
    printf qq({"endMs":%.3f,"lateMs":%.3f}\n), 1000 * $now, $late_ms if $late_ms >= 3;
}
