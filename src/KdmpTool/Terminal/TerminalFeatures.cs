using System.Runtime.CompilerServices;
using Spectre.Console;

namespace KdmpTool.Terminal;

/// <summary>
/// What a terminal can show. The library knows the terminals, switches on escape sequences where Windows wants to be asked, and heeds
/// NO_COLOR (no-color.org) and <c>TERM=dumb</c>; it is loaded only where there is a terminal.
/// </summary>
internal static class TerminalFeatures
{
    /// <summary>Whether colours are wanted and shown.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool HasColors(TextWriter terminal) =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && AnsiCapabilities.Create(terminal) is { Ansi: true, ColorSystem: not ColorSystem.NoColors };

    /// <summary>Whether a line can be taken back.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static bool HasEscapes(TextWriter terminal) => AnsiCapabilities.Create(terminal).Ansi;
}
