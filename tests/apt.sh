# Sourced by the scripts beside it: messages, and packages of Debian and Ubuntu.

say() { echo "$*" >&2; }

# apt_install PACKAGE...: fails where there is no apt-get or no right to use it without a password.
apt_install() {
    local as_root=()
    command -v apt-get >/dev/null || return 1
    if [ "$(id -u)" -ne 0 ]; then
        sudo -n true 2>/dev/null || return 1
        as_root=(sudo -n)
    fi
    say "Installing $* with apt-get"
    ${as_root[@]+"${as_root[@]}"} env DEBIAN_FRONTEND=noninteractive bash -c '
        apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@"' apt "$@" </dev/null >/dev/null
}
