#!/bin/bash
# Runs as root after the package was removed, and with "upgrade" before the next version is set up, which brings
# link and profile again. STILLMIC_ROOT lets a test run it on a folder, with tools of its own in PATH.
set -u
ROOT="${STILLMIC_ROOT:-}"
LINK="$ROOT/usr/bin/${executable}"
PROFILE="$ROOT/etc/apparmor.d/${executable}"

case "${1:-remove}" in upgrade | failed-upgrade | abort-*) exit 0 ;; esac

# Only our own link: something else may be called the same.
if [ "$(readlink "$LINK" 2>/dev/null)" = "/opt/${sanitizedProductName}/${executable}" ]; then rm -f "$LINK"; fi

if [ -f "$PROFILE" ]; then
    # Else it would stay in the kernel until the next start.
    if ! ischroot 2>/dev/null; then apparmor_parser --remove "$PROFILE" >/dev/null 2>&1; fi
    rm -f "$PROFILE"
fi
update-desktop-database "$ROOT/usr/share/applications" >/dev/null 2>&1
exit 0
