#!/bin/sh
# Electron for Windows as a program of this machine, which Playwright starts. Absolute paths become those of drive Z.
count=$#
while [ "$count" -gt 0 ]; do
  case $1 in
    /*) argument=$(printf 'Z:%s' "$1" | tr / '\\') ;;
    *) argument=$1 ;;
  esac
  set -- "$@" "$argument"
  shift
  count=$((count - 1))
done
# Wine has neither Windows' sandbox nor a graphics processor.
exec wine "$STILLMIC_WINE_RUNNER" "$STILLMIC_WINE_ELECTRON" "$@" --no-sandbox --disable-gpu
