using System.Collections.Frozen;

namespace KdmpInteractive.Grammar;

/// <summary>Names that a C# variable can have. Only ASCII: a name that is typed into a command should be typed as easily into a cell.</summary>
internal static class CSharpIdentifier
{
    /// <summary>The reserved words (C# specification, 6.4.4).</summary>
    private static readonly FrozenSet<string> s_keywords = (
        "abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum event explicit " +
        "extern false finally fixed float for foreach goto if implicit in int interface internal is lock long namespace new null object operator out " +
        "override params private protected public readonly ref return sbyte sealed short sizeof stackalloc static string struct switch this throw true " +
        "try typeof uint ulong unchecked unsafe ushort using virtual void volatile while").Split(' ').ToFrozenSet();

    public static bool IsValid(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && !s_keywords.Contains(name);
}
