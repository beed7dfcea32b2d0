#compdef hanse
# Completion for zsh. In ~/.zshrc, after compinit: eval "$(hanse completion zsh)"
# Or as the file _hanse in a folder of $fpath. zsh quotes what it inserts; nothing is evaluated here.
_hanse_completion() {
    local kind line
    local -a lines values shown
    lines=("${(@f)$(_HANSE_COMPLETE=zsh_complete _HANSE_LINE="${(j: :)words[1,CURRENT-1]} ${QIPREFIX}${PREFIX}" \
        ${(Q)words[1]} 2>/dev/null </dev/null)}")
    kind=$lines[1]
    for line in "${(@)lines[2,-1]}"; do
        values+=("${line%%$'\t'*}")
        shown+=("${line/$'\t'/ -- }")
    done
    case $kind in
        dir) _path_files -/ ;;
        file) _files ;;
        open) compadd -U -Q -S '' -a values ;;
        *) (( $#values )) && compadd -U -l -d shown -a values ;;
    esac
}
if [[ $funcstack[1] == _hanse ]]; then
    _hanse_completion "$@"
else
    compdef _hanse_completion hanse
fi
