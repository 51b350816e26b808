namespace KdmpParser.Tests.Fuzzing;

/// <summary>
/// Asks an opened dump for everything that it can be asked for, with bounds where an answer may be long. What it answers does not matter here,
/// only that it does: a <see cref="KernelDumpException"/> where one is documented, else no exception at all.
/// </summary>
internal static class DumpExercise
{
    /// <summary>How many things of one kind are looked at.</summary>
    private const int Some = 64;

    private static readonly ulong[] s_edges =
    [
        0, 1, 0xfff, 0x1000, 0x7fff_ffff_ffff, 0x8000_0000_0000, 0xffff_7fff_ffff_ffff, 0xffff_8000_0000_0000, 0xffff_ffff_ffff_f000, ulong.MaxValue - 7, ulong.MaxValue,
    ];

    /// <summary>What is looked at first: cheap, so that many dumps can be gone through.</summary>
    public static void Look(KernelDump dump)
    {
        Show(dump, dump.Header, dump.BugCheck, dump.Context, dump.Exception, dump.PhysicalMemory, dump.VirtualMemory, dump.DebuggerData, dump.DebuggerDataFailure);
        ShowAll(dump.Warnings);
        ShowAll(dump.KernelModules);
        ShowAll(dump.UnloadedDrivers);
        ShowAll(dump.Processors);
        ShowAll(dump.Processes);
        ShowAll(dump.UserModules);
        ShowAll(dump.Contexts);
        ShowAll(dump.Exceptions);
        ShowAll(dump.FindStackCandidates());
        ShowAll(dump.SecondaryData);
        Span<byte> bytes = stackalloc byte[0x3008];
        foreach (ulong address in Addresses(dump))
        {
            dump.VirtualMemory.Read(address, bytes);
            dump.VirtualMemory.TryTranslate(address, out PhysicalAddress physical, out _);
            dump.PhysicalMemory?.Read(physical, bytes);
            dump.PhysicalMemory?.TryGetFileOffset(address, out _);
        }
    }

    /// <summary>Everything.</summary>
    public static void Run(KernelDump dump)
    {
        Look(dump);
        Show(dump.Structures.Length);
        Refusable(() => Show(dump.Tables.Length, dump.Tables.Sum(table => table.Bytes.Length)));
        Refusable(() => ReadBlobs(dump));
        foreach (CpuContext context in dump.Contexts)
        {
            Show(context.Registers.Count, context.Parts);
            ShowAll(dump.FindStackCandidates(context));
        }

        foreach (LoadedModule module in dump.KernelModules.Concat(dump.UserModules).Take(Some))
            Refusable(() => Show(dump.ReadImage(module), dump.FindModule(module.Base)));
        foreach (Process process in dump.Processes.Take(Some))
        {
            if (dump.TryOpenProcess(process.Id, out OpenedProcess? opened, out _))
                Show(opened.Modules, opened.VirtualMemory.Translate(process.Peb ?? 0));
        }

        foreach (ulong address in Addresses(dump))
        {
            Show(dump.VirtualMemory.Translate(address), dump.VirtualMemory.ViewAll(address, 0x2345), dump.FindModule(address));
            dump.VirtualMemory.TryReadUnicodeString(address, out _, out _);
            dump.VirtualMemory.TryReadAnsiString(address, out _, out _);
            Refusable(() => ShowAll(dump.VirtualMemory.EnumerateStrings(address, 0x10000)));
        }

        Refusable(() => Show(dump.VirtualMemory.EnumerateRegions().Count()));
        Refusable(() => ShowAll(dump.Search(BytePattern.Parse("00 00"))));
        Refusable(() => ShowAll(dump.VirtualMemory.Search(BytePattern.Parse("fe ed fa ce"))));
        if (dump.PhysicalMemory is { } memory)
            Run(dump, memory);
        Redacted(dump);
    }

    private static void Run(KernelDump dump, PhysicalMemory memory)
    {
        Show(memory.Runs.Count, memory.EnumeratePages().Take(Some).Count());
        foreach (PhysicalRun run in memory.Runs.Take(Some))
        {
            Show(memory.ViewAll(run.Start.Value - Math.Min(run.Start.Value, 0x800), 0x1800), memory.Contains(run.Start));
            Refusable(() => ShowAll(dump.VirtualMemory.FindMappings(run.Start)));
        }

        Refusable(() => ShowAll(memory.EnumerateStrings(0, ulong.MaxValue)));
        Refusable(() => Show(memory.Compare(memory).Count()));
        Refusable(() => dump.ToPageSource().ReadPages(memory.Runs.Count > 0 ? memory.Runs[0].Start : 0, new byte[PhysicalAddress.PageSize]));
    }

    private static void Redacted(KernelDump dump)
    {
        using KernelDump redacted = dump.Redact();
        Show(redacted, redacted.Header, redacted.KernelModules, redacted.FindStackCandidates(), redacted.SecondaryData, redacted.VirtualMemory.View(0));
    }

    private static void ReadBlobs(KernelDump dump)
    {
        var content = new byte[Some];
        foreach (SecondaryDataBlob blob in dump.SecondaryData.Take(Some))
            dump.ReadBlob(blob, blob.Size / 2, content);
    }

    /// <summary>Addresses that the dump itself names, and those where addresses end.</summary>
    private static IEnumerable<ulong> Addresses(KernelDump dump) =>
    [
        .. s_edges,
        dump.Context?.StackPointer?.Value ?? 0,
        dump.Context?.InstructionPointer?.Value ?? 0,
        dump.Header.PsLoadedModuleList?.Value ?? 0,
        dump.Header.KdDebuggerDataBlock?.Value ?? 0,
        dump.Exception?.Address.Value ?? 0,
        .. dump.KernelModules.Take(4).Select(module => module.Base.Value),
    ];

    private static void Refusable(Action ask)
    {
        try
        {
            ask();
        }
        catch (KernelDumpException)
        {
            // It says what is wrong with the dump.
        }
    }

    private static void Show(params ReadOnlySpan<object?> things)
    {
        foreach (object? thing in things)
            _ = thing?.ToString();
    }

    private static void ShowAll<T>(IEnumerable<T> things)
    {
        foreach (T thing in things.Take(Some))
            Show(thing);
    }
}
