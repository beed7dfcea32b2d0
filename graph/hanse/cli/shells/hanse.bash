# Completion for bash 4.4 and later. In ~/.bashrc: eval "$(hanse completion bash)"
# What is typed goes to hanse as it stands; what comes back is quoted already, and is never evaluated here.
_hanse_completion() {
    local kind reply
    COMPREPLY=()
    {
        IFS= read -r kind
        while IFS= read -r reply; do COMPREPLY+=("$reply"); done
    } < <(_HANSE_COMPLETE=bash_complete _HANSE_LINE="${COMP_LINE:0:COMP_POINT}" _HANSE_BREAKS="$COMP_WORDBREAKS" \
        "$1" 2>/dev/null </dev/null)
    case $kind in
        open) compopt -o nospace ;;
        dir) compopt -o dirnames ;;
        file) compopt -o default ;;
    esac
    return 0
}
complete -o nosort -F _hanse_completion hanse
