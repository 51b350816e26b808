namespace KdmpParser.Analysis.BugChecks;

/// <summary>Puts together what the tables say of a code and what the dump says of its parameters.</summary>
internal static class BugCheckExplainer
{
    public static BugCheckExplanation Explain(KernelDump dump, BugCheck bugCheck)
    {
        uint code = BugCheckTexts.BaseOf(bugCheck.Code);
        BugCheckText? text = BugCheckTexts.Find(code);
        BugCheckCause? cause = text is null ? null : FindCause(text, code, bugCheck);

        var resolver = new ParameterResolver(dump, bugCheck);
        var parameters = new BugCheckParameter[bugCheck.Parameters.Length];
        for (int i = 0; i < parameters.Length; i++)
        {
            ParameterKind kind = text?.Kinds[i] ?? ParameterKind.Value;
            string? meaning = bugCheck.ParameterMeanings[i];
            if (cause?.Parameters is [_, ..] own)
                (kind, meaning) = (own[i].Kind, own[i].Meaning ?? (own[i].Kind == ParameterKind.Reserved ? "Reserved" : meaning));
            parameters[i] = resolver.Resolve(i, kind, meaning, cause?.Text);
        }

        var explanation = new BugCheckExplanation(bugCheck, [.. parameters])
        {
            Meaning = text?.Meaning,
            Cause = cause?.Text,
            ReasonNotToBlame = BugCheckFamilies.ReasonNotToBlame(bugCheck.Code),
        };
        return explanation with { NextCommands = new NextCommands(dump, explanation).Find() };
    }

    /// <summary>What the parameter that is the subcode says.</summary>
    private static BugCheckCause? FindCause(BugCheckText text, uint code, BugCheck bugCheck)
    {
        int index = text.Kinds.IndexOf(ParameterKind.Subcode);
        return index >= 0 && bugCheck.Parameters[index] is { } value ? BugCheckCauses.Find(code, value) : null;
    }
}
