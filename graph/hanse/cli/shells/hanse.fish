# Completion for fish 3.1 and later. In ~/.config/fish/config.fish: hanse completion fish | source
# fish quotes what it inserts; nothing is evaluated here.
function _hanse_completion
    set -l line (commandline -cp | string collect)
    set -l lines (env _HANSE_COMPLETE=fish_complete _HANSE_LINE="$line" hanse 2>/dev/null </dev/null)
    switch "$lines[1]"
        case dir
            __fish_complete_directories (commandline -ct)
        case file
            __fish_complete_path (commandline -ct)
        case '*'
            test (count $lines) -gt 1; and printf '%s\n' $lines[2..-1]
    end
end
complete -c hanse -f -k -a '(_hanse_completion)'
