using System.Text.Json.Nodes;
using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Commands;

/// <summary>One thing that a command has to say, for people and for programs. Each form is made when it is asked for.</summary>
/// <param name="View">The form for people; <see langword="null"/> for a mere <see cref="Note"/>, and for what is for programs only.</param>
/// <param name="Json">The form for programs: one line of it; <see langword="null"/> for what is for people only.</param>
public sealed record CommandOutput(Func<View>? View, Func<JsonNode>? Json = null)
{
    /// <summary>What should be known about the output and is no failure: one sentence. The command line says it on stderr.</summary>
    public string? Note { get; init; }

    /// <summary>A dump that becomes a variable of the notebook under this name.</summary>
    public (string Name, KernelDump Dump)? Variable { get; init; }

    /// <summary>A text file that was asked for: the command line writes it, when all has been done.</summary>
    public (string Path, Func<string> Content)? File { get; init; }

    /// <summary>Why the output is less than was asked for: one sentence. The command line says it on stderr and ends with 1.</summary>
    public string? Shortfall { get; init; }

    /// <summary>A list out of the dump, with what has to be said when something of it, or all of it, cannot be had.</summary>
    /// <param name="what">What is listed: the subject of a sentence, in the plural.</param>
    /// <param name="list">The list.</param>
    /// <param name="view">The form for people.</param>
    /// <param name="json">The form for programs.</param>
    internal static CommandOutput OfList<T>(string what, CapturedList<T> list, Func<View> view, Func<JsonNode> json) => new(view, json)
    {
        Shortfall = list is { Count: 0, Failure: { } none } ? $"{what} cannot be listed: {none}." : null,
        Note = list.Failure is { } failure ? $"{what} are not complete: {failure}." : null,
    };
}
