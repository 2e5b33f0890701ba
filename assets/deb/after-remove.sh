#!/bin/bash
# Runs as root after the package was removed, and with "upgrade" before the next version is set up, which brings
# the profile again. STILLMIC_ROOT lets a test run it on a folder, with tools of its own in PATH.
set -u
ROOT="${STILLMIC_ROOT:-}"
PROFILE="$ROOT/etc/apparmor.d/${executable}"

case "${1:-remove}" in upgrade | failed-upgrade | abort-*) exit 0 ;; esac

if [ -f "$PROFILE" ]; then
    # Else it would stay in the kernel until the next start.
    if ! ischroot 2>/dev/null; then apparmor_parser --remove "$PROFILE" >/dev/null 2>&1; fi
    rm -f "$PROFILE"
fi
update-desktop-database "$ROOT/usr/share/applications" >/dev/null 2>&1
exit 0
