using System.Text.Json.Nodes;
using KdmpInteractive.Grammar;
using KdmpInteractive.Json;
using KdmpInteractive.Rendering;
using KdmpInteractive.Views;
using KdmpParser;
using KdmpParser.Analysis;

namespace KdmpInteractive.Commands;

/// <summary><c>hunt</c>: what does not fit together, as things do not that somebody hides. For programs, an object a line.</summary>
internal static class HuntCommand
{
    private static readonly (string Name, Func<CommandInvocation, Found> Run)[] s_hunts =
    [
        ("rwx", Rwx), ("code", Code), ("headers", Headers), ("images", Images), ("processes", Processes),
    ];

    private static readonly CommandParameter s_what =
        new("WHAT", $"One of {string.Join(", ", s_hunts.Select(hunt => hunt.Name))}; all of them unless told.") { Choices = _ => s_hunts.Select(hunt => hunt.Name) };

    public static Command Definition { get; } = new("hunt", "Find memory, images and processes that are not as they should be.", Run)
    {
        Parameters = [s_what, CommandTable.Maximum],
        Example = "processes",
        CSharp = "dump.FindProcesses()",
        HasJson = true,
    };

    private static IEnumerable<CommandOutput> Run(CommandInvocation invocation)
    {
        (string Name, Func<CommandInvocation, Found> Run)[] wanted = Wanted(invocation.Arguments.Text(s_what.Name));
        bool isAny = false;
        for (int i = 0; i < wanted.Length; i++)
        {
            (string name, Func<CommandInvocation, Found> run) = wanted[i];
            Found found = run(invocation);
            isAny |= found.WasPossible;

            // Of all that can be hunted, a dump need not have everything; of what was asked for, it must.
            bool isNothing = i == wanted.Length - 1 && !isAny;
            string? failures = found.Failures.Length == 0 ? null : $"hunt {name}: {string.Join("; ", found.Failures)}.";
            yield return new(found.View) { Note = isNothing ? null : failures, Shortfall = isNothing ? failures : null };
            if (invocation.Place == CommandPlaces.Notebook)
                continue;
            foreach (string failure in found.Failures)
                yield return new(View: null, () => AnalysisJson.HuntFailure(name, failure));
            foreach (Func<JsonNode> line in invocation.Bounded(found.Lines))
                yield return new(View: null, line);
        }
    }

    private static (string Name, Func<CommandInvocation, Found> Run)[] Wanted(string? what)
    {
        if (what is null)
            return s_hunts;
        string[] names = [.. s_hunts.Select(hunt => hunt.Name)];
        int place = Array.IndexOf(names, what);
        return place >= 0 ? [s_hunts[place]] : throw new CommandException(
            $"There is nothing to hunt by the name '{what}'; there are {string.Join(", ", names)}.{NearestName.Question(what, names)}", isUsage: true);
    }

    private static Found Rwx(CommandInvocation invocation) => Regions(
        "rwx", "Memory that can be written and executed", CodeRegionsView.WritableRemark, invocation, invocation.Dump.FindWritableCode(invocation.Cancellation));

    private static Found Code(CommandInvocation invocation) => Regions(
        "code", "Executable memory of the kernel outside of all modules", CodeRegionsView.OutsideRemark, invocation, invocation.Dump.FindCodeOutsideModules(invocation.Cancellation));

    private static Found Regions(string hunt, string title, string remark, CommandInvocation invocation, CapturedList<CodeRegion> regions)
    {
        OutputLimits limits = invocation.Limits;
        return Of(regions, () => CodeRegionsView.Of(title, remark, regions, limits), region => AnalysisJson.CodeRegion(hunt, region));
    }

    private static Found Headers(CommandInvocation invocation)
    {
        CapturedList<ImageDifference> differences = invocation.Dump.CompareImages(invocation.Cancellation);
        OutputLimits limits = invocation.Limits;
        return Of(differences, () => ImageDifferencesView.Of(differences, limits), difference => AnalysisJson.ImageDifference("headers", difference));
    }

    private static Found Images(CommandInvocation invocation)
    {
        CapturedList<HiddenImage> images = invocation.Dump.FindHiddenImages(invocation.Progress, invocation.Cancellation);
        OutputLimits limits = invocation.Limits;
        return Of(images, () => HiddenImagesView.Of(images, limits), image => AnalysisJson.HiddenImage("images", image));
    }

    private static Found Processes(CommandInvocation invocation)
    {
        FoundProcesses processes = invocation.Dump.FindProcesses(scan: true, invocation.Progress, invocation.Cancellation);
        OutputLimits limits = invocation.Limits;
        return new(
            () => FoundProcessesView.Of(processes, limits),
            [.. processes.Processes.Select(process => (Func<JsonNode>)(() => AnalysisJson.FoundProcess("processes", process)))],
            [.. processes.Failures.Select(failure => failure.ToString())])
        {
            WasPossible = processes.Processes.Count > 0 || processes.Failures.Count == 0,
        };
    }

    private static Found Of<T>(CapturedList<T> list, Func<View> view, Func<T, JsonNode> line) =>
        new(view, [.. list.Select(item => (Func<JsonNode>)(() => line(item)))], list.Failure is { } failure ? [failure.Message] : [])
        {
            // Page tables of which one is missing were looked at all the same.
            WasPossible = list is { Count: > 0 } or { Failure: null or { Reason: not KernelDataFailureReason.NotInThisDump } },
        };

    /// <summary>What one hunt found.</summary>
    /// <param name="View">For people.</param>
    /// <param name="Lines">For programs.</param>
    /// <param name="Failures">What could not be looked at.</param>
    private sealed record Found(Func<View> View, IReadOnlyList<Func<JsonNode>> Lines, string[] Failures)
    {
        /// <summary>Whether there was anything to look at.</summary>
        public required bool WasPossible { get; init; }
    }
}
