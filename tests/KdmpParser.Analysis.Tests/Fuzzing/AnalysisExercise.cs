using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;

namespace KdmpParser.Analysis.Tests;

/// <summary>
/// Asks an opened dump for everything that can be concluded from it, with bounds where an answer may be long. What it answers does not matter here, only
/// that it does, with no exception at all.
/// </summary>
internal static class AnalysisExercise
{
    /// <summary>How many things of one kind are looked at.</summary>
    private const int Some = 16;

    /// <summary>Where addresses end, and where Windows has something of its own: KUSER_SHARED_DATA, the self-map.</summary>
    private static readonly ulong[] s_edges =
    [
        0, 1, 0xffff, 0x7ffe_0000, 0x7fff_ffff_ffff, 0x8000_0000_0000, 0xffff_8000_0000_0000, 0xffff_f6fb_7dbe_d000, 0xffff_f780_0000_0000, ulong.MaxValue - 7, ulong.MaxValue,
    ];

    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> s_properties = [];

    public static void Run(KernelDump dump)
    {
        Show(dump.ExplainBugCheck());
        Show(dump.FindSuspects());
        Show(dump.FindReturnCandidates(null).Take(Some));
        foreach (CpuContext context in dump.Contexts.Concat(dump.Processors.Take(Some).Select(processor => processor.Context).OfType<CpuContext>()))
        {
            Show(dump.Unwind(context));
            Show(dump.FindReturnCandidates(context).Take(Some));
            if (context.InstructionPointer is { } place)
                Show(dump.Disassemble(place, new DisassemblyOptions { Before = 8, Count = 8, Context = context }));
        }

        foreach (LoadedModule module in dump.KernelModules.Take(Some / 4).Concat(dump.UserModules.Take(Some / 4)))
            Show(dump.FindSymbols(module));
        foreach (ulong address in Addresses(dump))
        {
            Show(dump.Describe(address));
            Show(dump.DescribeSurroundings(address));
            Show(dump.FindCallBefore(address));
            Show(dump.Disassemble(address, new DisassemblyOptions { Before = 2, Count = 2 }));
        }

        Hunt(dump);
    }

    private static void Hunt(KernelDump dump)
    {
        Show(dump.FindWritableCode().Take(Some));
        Show(dump.FindCodeOutsideModules().Take(Some));
        Show(dump.CompareImages().Take(Some));
        Show(dump.FindHiddenImages().Take(Some));
        FoundProcesses processes = dump.FindProcesses();
        Show(processes.ToString());
        Show(processes.Processes.Take(Some));
        Show(processes.Failures);
    }

    private static IEnumerable<ulong> Addresses(KernelDump dump) =>
    [
        .. s_edges,
        dump.Context?.StackPointer?.Value ?? 0,
        dump.Context?.InstructionPointer?.Value ?? 0,
        dump.Exception?.Address.Value ?? 0,
        .. dump.KernelModules.Take(4).SelectMany(module => new[] { module.Base.Value, module.Base.Value + 0x1010, module.Base.Value + module.Size - 1, module.Base.Value + module.Size }),
        .. dump.UserModules.Take(2).Select(module => module.Base.Value + 0x1010),
        .. dump.UnloadedDrivers.Take(2).Select(driver => driver.Start.Value),
    ];

    /// <summary>Reads what a program or a notebook would: each property of what the analysis gave, and its line.</summary>
    private static void Show(object? thing)
    {
        if (thing is IEnumerable list and not string)
        {
            foreach (object? item in list)
                Show(item);
        }

        // An array belongs to the assembly of what is in it.
        if (thing is null or Array || thing.GetType() is not { IsEnum: false } type || type.Assembly != typeof(Backtrace).Assembly)
            return;
        _ = thing.ToString();
        foreach (PropertyInfo property in s_properties.GetOrAdd(type, Readable))
            Show(property.GetValue(thing));
    }

    private static PropertyInfo[] Readable(Type type) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.GetIndexParameters().Length == 0)];
}
