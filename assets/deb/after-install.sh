#!/bin/bash
# Runs as root after the package was unpacked. electron-builder fills in ${executable} and ${sanitizedProductName};
# STILLMIC_ROOT lets a test run it on a folder, with tools of its own in PATH.
set -u
ROOT="${STILLMIC_ROOT:-}"
HOME_FOLDER="$ROOT/opt/${sanitizedProductName}"
SANDBOX="$HOME_FOLDER/chrome-sandbox"
PROFILE_SOURCE="$HOME_FOLDER/resources/apparmor-profile"
PROFILE="$ROOT/etc/apparmor.d/${executable}"

setting() { cat "$ROOT/proc/sys/$1" 2>/dev/null; }

# Puts the AppArmor profile in place and loads it. Fails where AppArmor is off or does not know the profile's version
# (Ubuntu 22.04 and older, which restrict nothing).
load_profile() {
    [ -f "$PROFILE_SOURCE" ] || return 1
    aa-enabled --quiet 2>/dev/null || apparmor_status --enabled >/dev/null 2>&1 || return 1
    apparmor_parser --skip-kernel-load --debug "$PROFILE_SOURCE" >/dev/null 2>&1 || return 1
    mkdir -p "$(dirname "$PROFILE")" && cp -f "$PROFILE_SOURCE" "$PROFILE" || return 1
    # An image that is being built has no kernel to load it into; its first start does that.
    if ischroot 2>/dev/null; then return 0; fi
    apparmor_parser --replace --write-cache --skip-read-cache "$PROFILE" >/dev/null 2>&1 && return 0
    rm -f "$PROFILE"
    return 1
}

# Whether a user's process may make a user namespace, the profile left aside. Root's own try would always succeed.
namespaces_are_restricted() {
    [ "$(setting kernel/apparmor_restrict_unprivileged_userns)" = 1 ] && return 0
    [ "$(setting kernel/unprivileged_userns_clone)" = 0 ] && return 0
    [ "$(setting user/max_user_namespaces)" = 0 ] && return 0
    [ ! -e "$ROOT/proc/self/ns/user" ]
}

# A profile lifts AppArmor's restriction, none of the others.
profile_suffices() {
    [ "$(setting kernel/unprivileged_userns_clone)" != 0 ] &&
        [ "$(setting user/max_user_namespaces)" != 0 ] &&
        [ -e "$ROOT/proc/self/ns/user" ]
}

if load_profile; then HAS_PROFILE=yes; else HAS_PROFILE=no; fi

if [ -f "$SANDBOX" ]; then
    if ! namespaces_are_restricted; then
        chmod 0755 "$SANDBOX"
    elif [ "$HAS_PROFILE" = yes ] && profile_suffices; then
        chmod 0755 "$SANDBOX"
    else
        # Chromium's older sandbox, which needs no user namespaces.
        chown root:root "$SANDBOX" 2>/dev/null
        chmod 4755 "$SANDBOX"
    fi
fi

update-mime-database "$ROOT/usr/share/mime" >/dev/null 2>&1
update-desktop-database "$ROOT/usr/share/applications" >/dev/null 2>&1
exit 0
