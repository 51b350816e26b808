#compdef kdmp
# Completes kdmp in zsh. In ~/.zshrc, behind compinit:  source <(kdmp completion zsh)
# The program itself says what can stand at the cursor; where that is nothing, files are offered.
_kdmp()
{
    local line="${(j: :)words[1,CURRENT]}"
    local -a found
    found=(${(f)"$("${words[1]}" "[suggest:${#line}]" "${line}" 2>/dev/null)"})
    compadd -a found || _files
}
compdef _kdmp kdmp
