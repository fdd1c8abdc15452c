#!/usr/bin/env bash
# Tries every attack outside of the clean room, where it has to work, and inside, where it must not; as root, where it is
# root, and as a user without privileges. Prints the table, attack by attack.
#
#   escape.sh LOUVER
#
# What does not work outside either (for want of privileges, or because the kernel does not have it) is told apart: - in
# the table. Ends with one line 'N passed, N failed'; status 75 where this kernel cannot make a clean room, and why.
set -uo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
louver=$(realpath "${1:?the program to be tried}")
compiler=$(command -v cc || command -v clang) || {
  echo "no C compiler to build the attacks with" >&2
  exit 75
}
unset LOUVER_AS LOUVER_PROJECT LOUVER_CATALOG

everything=$(mktemp -d)
chmod 755 "$everything"
victims=()
leave() {
  for victim in "${victims[@]}"; do kill "$victim" 2>/dev/null; done
  rm -rf "$everything"
}
trap leave EXIT

"$compiler" -O1 -Wall -Wextra -o "$everything/attacks" "$here"/*.c || exit 1
install -m 755 "$louver" "$everything/louver"

# Runs a command as the user that the attacks are made as.
as_user() { if [ "$user" = root ] || [ "$(id -u)" -ne 0 ]; then "$@"; else setpriv --reuid "$user" --regid "$group" --clear-groups -- "$@"; fi; }

# A catalog of the user's own with a project, another project whose workspace holds a dataset, and a process that waits.
prepare() {
  work=$everything/$user
  mkdir -p "$work/data" "$work/programs" "$work/own"
  cp "$here/../../SampleData/tickets.parquet" "$work/data/"
  cp "$everything/attacks" "$work/programs/"
  cat >"$work/declarations.yaml" <<YAML
sources: [{name: tickets, location: data/tickets.parquet, owner: $(as_user id -un)}]
policies: [{name: open, kind: access, on: {source: tickets}, allow: everyone}]
YAML
  [ "$(id -u)" -ne 0 ] || chown -R "$user" "$work"
  # Somebody may have given a program the rights of root.
  if [ "$(id -u)" -eq 0 ]; then install -m 4755 "$everything/attacks" "$work/programs/setuid"; fi
  cd "$work" || exit 1
  as_user "$everything/louver" init >/dev/null && as_user "$everything/louver" apply declarations.yaml >/dev/null || exit 1
  for project in other story; do as_user "$everything/louver" project create $project --source tickets >/dev/null || exit 1; done
  as_user "$everything/louver" --project other mask tickets >/dev/null || exit 1
  local refusal
  if ! refusal=$(as_user "$everything/louver" --project story run -- true 2>&1); then
    echo "$refusal" >&2
    exit 75
  fi
  source=$work/data/tickets.parquet
  exec 8< <(as_user env "OTHERS=the-secret-of-the-other-process" "$work/programs/attacks" wait "$work" "$source")
  read -r victim tcp udp <&8
  victims+=("$victim")
}

# How one attack ends: 'works' or 'stopped'. Messages count when they have arrived, a process when it is still there.
attempt() {
  local where=$1 name=$2 token=$RANDOM$RANDOM status=0
  shift 2
  local attack=("$work/programs/attacks" "$name" "$work" "$source" "$victim" "$tcp" "$udp" "$token")
  : >"$work/received"
  if [ "$where" = outside ]; then
    local inputs="$work/copies"
    rm -rf "$inputs" && mkdir -p "$inputs/tickets" && cp "$work/.louver/workspaces/other/tickets/"*.parquet "$inputs/tickets/"
    [ "$(id -u)" -ne 0 ] || chown -R "$user" "$inputs"
    # What starts it is the same user's.
    set -- env CALLERS_SECRET=yes LOUVER_OUTPUT="$work/own" LOUVER_INPUTS="$inputs" \
      sh -c '"$0" "$@" || exit 1' "${attack[@]}"
  else
    local memory=()
    [ "$name" != memory ] || memory=(--memory 256MiB)
    set -- env CALLERS_SECRET=yes "$everything/louver" --project story --quiet run "${memory[@]}" --timeout 60s \
      --allow-read "$work/programs" -- "${attack[@]}"
  fi
  # Descriptor 9 is one that a careless caller has left open.
  if [ "$name" = typing ]; then
    if [ "$(id -u)" -eq 0 ] && [ "$user" != root ]; then set -- setpriv --reuid "$user" --regid "$group" --clear-groups -- "$@"; fi
    script -qec "$(printf '%q ' "$@")" /dev/null >/dev/null 2>&1 </dev/null || status=1
  else
    as_user "$@" 9<"$source" >/dev/null 2>&1 </dev/null || status=1
  fi
  case $name in
    tcp | udp | path-socket | abstract-socket | shared-memory | old-shared-memory | queue)
      sleep 0.2
      grep -q " $token\$" "$work/received" && status=0 || status=1 ;;
    write-outside)
      [ -e "$work/escaped" ] && status=0 || status=1
      rm -f "$work/escaped" ;;
    signal)
      sleep 0.2
      grep -q signal "$work/received" && status=0 || status=1 ;;
    linger)
      local left
      left=$(grep -zls "^$token\$" /proc/[0-9]*/cmdline | grep -oE '[0-9]+' | head -1)
      if [ -n "$left" ]; then
        kill "$left"
        status=0
      else
        status=1
      fi ;;
  esac
  [ $status -eq 0 ] && echo works || echo stopped
}

users=("$(id -un)")
if [ "$(id -u)" -eq 0 ]; then users=(root nobody); fi
# Not through a pipe, which attacks would read from.
mapfile -t attacks < <("$everything/attacks" list)
passed=0 failed=0 untried=0
declare -A told
for user in "${users[@]}"; do
  group=$(id -g "$user")
  prepare
  for line in "${attacks[@]}"; do
    name=${line%%$'\t'*}
    outside=$(attempt outside "$name")
    inside=$(attempt inside "$name")
    if [ "$inside" = works ]; then
      failed=$((failed + 1))
      inside="**works**"
    elif [ "$outside" = works ]; then
      passed=$((passed + 1))
    else
      untried=$((untried + 1))
      outside=-
    fi
    told[$name]="${told[$name]:-} $outside | $inside |"
  done
done

printf '| attack |'
for user in "${users[@]}"; do printf ' %s, outside | in the room |' "$([ "$user" = root ] && echo root || echo user)"; done
printf '\n| --- |'
for user in "${users[@]}"; do printf ' --- | --- |'; done
printf '\n'
for line in "${attacks[@]}"; do printf '| %s |%s\n' "${line#*$'\t'}" "${told[${line%%$'\t'*}]}"; done
printf '\nLinux %s. What did not work outside either (-), %d times, is not counted.\n' \
  "$(uname -r | grep -oE '^[0-9]+\.[0-9]+')" "$untried"
echo "$passed passed, $failed failed"
[ $failed -eq 0 ]
