# Completes kdmp in bash. In ~/.bashrc:  source <(kdmp completion bash)
# The program itself says what can stand at the cursor; where that is nothing, files are offered.
_kdmp()
{
    local IFS=$'\n'
    local word="${COMP_WORDS[COMP_CWORD]}"
    COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)" -- "${word}"))
}
complete -o default -o bashdefault -F _kdmp kdmp
