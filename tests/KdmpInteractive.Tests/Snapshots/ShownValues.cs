using System.Reflection.PortableExecutable;
using KdmpParser;
using KdmpParser.Analysis;

namespace KdmpInteractive.Tests.Snapshots;

/// <summary>One value of every type that shows itself, by name; all but the hostile ones come out of the sample.</summary>
internal sealed class ShownValues : IDisposable
{
    private const ulong Stopped = 0xfffff805_2a341234;

    private readonly KernelDump _sample = KdmpSample.Open();
    private readonly Dictionary<string, Func<object>> _values;

    public ShownValues()
    {
        VirtualAddressSpace memory = _sample.VirtualMemory;
        PeImage image = _sample.ReadImage(_sample.KernelModules[1]);
        _values = new()
        {
            ["dump"] = () => _sample,
            ["header"] = () => _sample.Header,
            ["bug-check"] = () => _sample.BugCheck!,
            ["bug-check-explained"] = () => _sample.ExplainBugCheck()!,
            ["bug-checks-explained"] = () => new[] { _sample.ExplainBugCheck() },
            ["bug-check-parameter"] = () => _sample.ExplainBugCheck()!.Parameters[0],
            ["bug-check-parameters"] = () => _sample.ExplainBugCheck()!.Parameters,
            ["structure-followed"] = () => BlockedRequest(),
            ["structures-followed"] = () => new[] { BlockedRequest() },
            ["structure-fact"] = () => BlockedRequest().Facts[0],
            ["structure-facts"] = () => BlockedRequest().Facts,
            ["command-suggested"] = () => _sample.ExplainBugCheck()!.NextCommands[0],
            ["commands-suggested"] = () => _sample.ExplainBugCheck()!.NextCommands,
            ["hostile-structure"] = () => BlockedRequest() with { Summary = Hostile.Text, Check = Hostile.Text, Facts = [new(Hostile.Text, 0x1000, Hostile.Name)] },
            ["context-amd64"] = () => _sample.Context!,
            ["context-arm64"] = () => new Arm64Context { Pc = 0xfffff805_2a341234, Sp = 0xffffa884_8825d000, Cpsr = 0x60000345 },
            ["exception"] = () => _sample.Exception!,
            ["structure"] = () => _sample.Structures[1],
            ["structures"] = () => _sample.Structures.Take(1),
            ["structure-field"] = () => _sample.Structures[0]["BugCheckCode"],
            ["structure-fields"] = () => _sample.Structures[1].Fields,
            ["memory"] = () => memory.View(Stopped, 64),
            ["memory-physical"] = () => _sample.PhysicalMemory!.View(0x4c12000, 48),
            ["memory-pieces"] = () => memory.ViewAll(0xffffa884_88258ff0, 0x20),
            ["view"] = () => KdmpExtension.Welcome,
            ["chart"] = () => _sample.PhysicalMemory!.ToChart(),
            ["charts"] = () => new[] { memory.EnumerateRegions().Take(3).ToRightsChart() },
            ["translation"] = () => memory.Translate(Stopped),
            ["translation-not-mapped"] = () => memory.Translate(0x18),
            ["translation-page-file"] = () => memory.Translate(0xffffc08b_5e211000),
            ["physical-memory"] = () => _sample.PhysicalMemory!,
            ["virtual-address"] = () => new VirtualAddress(Stopped),
            ["physical-address"] = () => new PhysicalAddress(0x4c12000),
            ["kernel-modules"] = () => _sample.KernelModules,
            ["user-modules-filtered"] = () => _sample.UserModules.Where(module => module.Size > 0),
            ["unloaded-drivers"] = () => _sample.UnloadedDrivers,
            ["processes"] = () => _sample.Processes,
            ["processors"] = () => _sample.Processors,
            ["image"] = () => image,
            ["secondary-data"] = () => _sample.SecondaryData,
            ["regions"] = () => memory.EnumerateRegions().Take(12),
            ["runs"] = () => _sample.PhysicalMemory!.Runs.Take(3),
            ["registers"] = () => _sample.Context!.Registers.Take(3),
            ["module"] = () => _sample.KernelModules[1],
            ["unloaded-driver"] = () => _sample.UnloadedDrivers[0],
            ["process"] = () => _sample.Processes[0],
            ["process-opened"] = () => _sample.OpenProcess(6700),
            ["processes-opened"] = () => new[] { _sample.OpenProcess(4) },
            ["processor"] = () => _sample.Processors[0],
            ["processors-filtered"] = () => _sample.Processors.Where(processor => processor.IsCaptured),
            ["stack-candidates"] = () => _sample.FindStackCandidates(),
            ["stack-candidates-filtered"] = () => _sample.FindStackCandidates().Where(candidate => candidate.Offset > 0x2000),
            ["stack-candidate"] = () => _sample.FindStackCandidates()[0],
            ["backtrace"] = () => Complete,
            ["backtrace-stopped"] = () => Complete with
            {
                End = BacktraceEnd.Stopped,
                Failure = new(KernelDataFailureReason.NotRecorded, "the last frame lies in no known module, so there is no unwind data for it", 0xffffc08b_00001000),
            },
            ["backtrace-user-mode"] = () => Complete with { End = BacktraceEnd.UserMode, Failure = new(KernelDataFailureReason.NotRecorded, "no user module is known where the last frame lies") },
            ["backtraces"] = () => new[] { Complete },
            ["stack-frame"] = () => Complete.Frames[0],
            ["stack-frames"] = () => Complete.Frames.Where(frame => frame.Certainty != Certainty.Certain),
            ["return-candidates"] = () => new CapturedList<ReturnCandidate>(s_candidates, new(KernelDataFailureReason.NotRecorded, "the stack ends before it is over")),
            ["return-candidates-filtered"] = () => s_candidates.Where(candidate => candidate.Check == CallCheck.Call),
            ["return-candidate"] = () => s_candidates[0],
            ["debugger-data"] = () => _sample.DebuggerData!,
            ["run"] = () => _sample.PhysicalMemory!.Runs[0],
            ["region"] = () => memory.EnumerateRegions().First(),
            ["blob"] = () => new SecondaryDataBlob(new Guid("00112233-4455-6677-8899-aabbccddeeff"), null, 16, 0x2000),
            ["walk"] = () => memory.Translate(Stopped).Walk,
            ["walk-step"] = () => memory.Translate(Stopped).Walk[0],
            ["page-table-entry"] = () => memory.Translate(Stopped).Walk[0].Entry,
            ["page-table-entries"] = () => memory.Translate(Stopped).Walk.Select(step => step.Entry),
            ["sections"] = () => image.Sections,
            ["section"] = () => image.Sections[0],
            ["exports"] = () => image.Exports,
            ["export"] = () => image.Exports[0],
            ["code-view"] = () => image.CodeView!,
            ["images"] = () => new[] { image },
            ["address-space"] = () => memory,
            ["reverse-map"] = () => memory.BuildReverseMap(),
            ["mappings"] = () => memory.FindMappings(0x4c12000),
            ["mapping"] = () => memory.FindMappings(0x4c12000)[0],
            ["register"] = () => _sample.Context!.Registers[0],
            ["memory-failure"] = () => memory.Translate(0x18).Failure!,
            ["kernel-data-failure"] = () => new KernelDataFailure(KernelDataFailureReason.NotRecorded, "the dump does not say where it is"),
            ["read-result"] = () => memory.Read(Stopped, new byte[16]),
            ["page-range"] = () => _sample.Header.PhysicalMemoryBlock!.Value[0],
            ["page-ranges"] = () => _sample.Header.PhysicalMemoryBlock!,
            ["conversion"] = () => new ConversionResult(12, 61440, 0, 0),
            ["search-hits"] = () => _sample.Search(BytePattern.FromUtf16("kdmpdemo.sys")).Take(2),
            ["search-hit"] = () => _sample.Search(BytePattern.FromUtf16("kdmpdemo.sys")).First(),
            ["pattern-hit"] = () => new PatternHit(0x4c12234, BytePattern.Parse("48 8b ?? 18")),
            ["pattern-hits"] = () => new[] { new PatternHit(0x4c12234, BytePattern.Parse("48 8b ?? 18")), new PatternHit(0x10c3a053a, BytePattern.FromText("kdmp")) },
            ["text"] = () => new FoundText(Stopped, TextEncoding.Utf16, "kdmpdemo.sys", 12),
            ["texts"] = () => new[] { new FoundText(Stopped, TextEncoding.Ascii, "kdmp", 4) },
            ["page-entropies"] = () => new[] { new PageEntropy(0xfffff805_2a340000, 4096, 7.95), new PageEntropy(0xfffff805_2a341000, 512, 3.5) },
            ["page-entropy"] = () => new PageEntropy(0xfffff805_2a340000, 4096, 7.95),
            ["code"] = () => _sample.Disassemble(Stopped, new DisassemblyOptions { Count = 4, Before = 2 }),
            ["code-missing"] = () => _sample.Disassemble(0x18, 4),
            ["instructions"] = () => _sample.Disassemble(Stopped, 3).Instructions.Skip(1),
            ["instruction"] = () => _sample.Disassemble(Stopped, 1).Instructions[0],
            ["code-operand"] = () => _sample.Disassemble(Stopped, 1).Instructions[0].Operands[0],
            ["code-before"] = () => _sample.Disassemble(Stopped, new DisassemblyOptions { Before = 2 }).Before!,
            ["fault"] = () => _sample.Disassemble(Stopped, 1).Fault!,
            ["attempted-access"] = () => _sample.Disassemble(Stopped, 1).Fault!.Accesses[0],
            ["call-before"] = () => _sample.FindCallBefore(Stopped),
            ["page-differences"] = () => new[] { new PageDifference(PageDifferenceKind.Changed, 0x4c12000, 2), new PageDifference(PageDifferenceKind.Added, 0x5000, 1) },
            ["byte-range"] = () => new ByteRange(0x10, 4),
            ["page-difference"] = () => new PageDifference(PageDifferenceKind.Changed, 0x4c12000, 2),
            ["page-difference-totals"] = () => new PageDifferenceTotals(2, 1, 0),
            ["dumps"] = () => new[] { _sample, _sample },
            ["headers"] = () => new[] { _sample.Header },
            ["bug-checks"] = () => new[] { _sample.BugCheck },
            ["contexts"] = () => _sample.Contexts,
            ["exceptions"] = () => _sample.Exceptions,
            ["memories"] = () => new[] { memory.View(Stopped, 16), memory.View(0x18, 16) },
            ["translations"] = () => new[] { memory.Translate(Stopped), memory.Translate(0x18) },
            ["physical-memories"] = () => new[] { _sample.PhysicalMemory },
            ["virtual-addresses"] = () => new VirtualAddress[] { Stopped, 0x18 },
            ["physical-addresses"] = () => new PhysicalAddress[] { 0x1000, 0x2000 },
            ["surroundings"] = () => _sample.DescribeSurroundings(Stopped),
            ["surroundings-of-many"] = () => new[] { _sample.DescribeSurroundings(0x18), _sample.DescribeSurroundings(0xfffff680_00000008) },
            ["address-description"] = () => _sample.Describe(Stopped),
            ["address-descriptions"] = () => new[] { _sample.Describe(Stopped), _sample.Describe(0xffffa884_8825e4e8), _sample.Describe(0xfffff805_2b510010) },
            ["address-symbol"] = () => _sample.Describe(Stopped).Symbol!,
            ["address-symbols"] = () => new[] { _sample.Describe(Stopped).Symbol! },
            ["module-symbols"] = () => _sample.FindSymbols(_sample.KernelModules[1]),
            ["modules-symbols"] = () => _sample.KernelModules.Select(_sample.FindSymbols),
            ["function"] = () => new FunctionBounds(Stopped, Stopped + 0x20) { Primary = Stopped - 0x100 },
            ["page-table-place"] = () => new PageTablePlace(PageTableLevel.Pde, 0xfffff805_10600000),
            ["pdb-identity"] = () => new PdbIdentity(new("00112233-4455-6677-8899-aabbccddeeff"), 0x1a),
            ["symbol-failure"] = () => new SymbolFailure(SymbolFailureReason.NotFound, "there is no kdmpdemo.pdb"),
            ["suspects"] = () => _sample.FindSuspects(),
            ["suspects-none"] = () => new SuspectModules([_sample.FindSuspects().Modules[0] with { Rank = null }])
            {
                ReasonNotRanked = "somebody stopped this machine on purpose",
                Facts = ["The process that ended is kdmpsample.exe (6700)."],
            },
            ["suspects-filtered"] = () => _sample.FindSuspects().Modules.Skip(1),
            ["suspect"] = () => _sample.FindSuspects().Modules[0],
            ["suspect-facts"] = () => _sample.FindSuspects().Modules[0].Evidence,
            ["suspect-fact"] = () => _sample.FindSuspects().Modules[0].Evidence[0],
            ["writable-code"] = () => _sample.FindWritableCode(),
            ["code-not-known"] = () => _sample.Redact().FindWritableCode(),
            ["code-regions"] = () => new[] { Code(), Code() with { LargePageOf = _sample.KernelModules[0] }, Code() with { UnloadedDriver = _sample.UnloadedDrivers[0] } },
            ["code-region"] = () => _sample.FindWritableCode()[0],
            ["image-differences"] = () => _sample.CompareImages(),
            ["image-differences-filtered"] = () => new[] { Difference(), Difference() with { Kind = ImageDifferenceKind.NoHeader, Found = 0 } },
            ["image-difference"] = () => Difference(),
            ["hidden-images"] = () => _sample.FindHiddenImages(),
            ["hidden-images-filtered"] = () => new[] { Image(), Image() with { UnloadedDriver = _sample.UnloadedDrivers[0] } },
            ["hidden-image"] = () => Image(),
            ["processes-found"] = () => _sample.FindProcesses(),
            ["processes-found-filtered"] = () => new[] { Hidden(ProcessSources.Scan), Hidden(ProcessSources.IdTable | ProcessSources.CurrentThread) },
            ["process-found"] = () => Hidden(ProcessSources.Scan),
            ["process-source-failure"] = () => _sample.FindProcesses().Failures[0],
            ["hostile-modules"] = () => HostileModules(),
            ["hostile-header"] = () => _sample.Header with { Comment = Hostile.Text, VersionUser = Hostile.Name },
        };
    }

    private static readonly LoadedModule s_driver = new() { Base = 0xfffff805_2a340000, Size = 0x8000, Name = "kdmpdemo.sys" };

    private static readonly ReturnCandidate[] s_candidates =
    [
        new(new(0xffffa884_8825d028, Stopped, s_driver), CallCheck.Call, Place(Stopped)),
        new(new(0xffffa884_8825d030, Stopped + 2, s_driver), CallCheck.NoCall, Place(Stopped + 2)),
        new(new(0xffffa884_8825d038, Stopped + 4, s_driver), CallCheck.NotCaptured, Place(Stopped + 4)),
    ];

    /// <summary>One frame of each origin.</summary>
    private static Backtrace Complete { get; } = new(new Amd64Context(),
    [
        Frame(0, FrameOrigin.Context, Certainty.Certain),
        Frame(1, FrameOrigin.UnwindData, Certainty.Certain),
        Frame(2, FrameOrigin.MachineFrame, Certainty.Certain),
        Frame(3, FrameOrigin.Epilogue, Certainty.Certain),
        Frame(4, FrameOrigin.UnwindData, Certainty.Likely) with { Assumption = "the code of what it called is not in the dump; that it stood in no epilogue is taken for granted" },
        Frame(5, FrameOrigin.Leaf, Certainty.Possible) with { ReturnAddress = null },
    ])
    {
        End = BacktraceEnd.ThreadStart,
    };

    public static IEnumerable<string> Names
    {
        get
        {
            using var values = new ShownValues();
            return [.. values._values.Keys];
        }
    }

    public object this[string name] => _values[name]();

    public void Dispose() => _sample.Dispose();

    private static StackFrame Frame(int number, FrameOrigin origin, Certainty certainty) =>
        new(number, Stopped + (ulong)number * 0x10, 0xffffa884_8825d000 + (ulong)number * 0x30, origin)
        {
            ReturnAddress = Stopped + (ulong)(number + 1) * 0x10,
            Description = Place(Stopped + (ulong)number * 0x10),
            Certainty = certainty,
        };

    private static AddressDescription Place(ulong address) => new(address, AddressKind.Module) { Module = s_driver, Offset = address - s_driver.Base.Value };
    private static CodeRegion Code() => new(new VirtualRegion(0xffffc08b_5e200000, 0x2000, 0x1000, Writable: false, Executable: true, User: false));

    private static HiddenImage Image() => new(0xffffc08b_5e200000, 0x3000, 0x5555, Machine.Amd64) { Region = Code().Region };

    private static FoundProcess Hidden(ProcessSources sources) =>
        new(new() { Id = 1640, Name = "hidden.exe" }, sources) { PhysicalAddress = 0x10c3a0080, Certainty = Certainty.Likely, IsUnlisted = true };

    private ImageDifference Difference() => new(_sample.KernelModules[1], ImageDifferenceKind.Size) { Listed = 0x8000, Found = 0x9000, Address = _sample.KernelModules[1].Base };
    /// <summary>A structure that leads to another one, and to one that is not captured.</summary>
    private static FollowedStructure BlockedRequest() => new("IRP", 0xffffc08b_40000000)
    {
        Summary = @"IRP_MJ_POWER, IRP_MN_SET_POWER, at a device of \Driver\disk",
        Check = "Type is 6 (IO_TYPE_IRP)",
        Facts = [new("Type", 0xffffc08b_40000000, "0x6 IO_TYPE_IRP"), new("CurrentLocation", 0xffffc08b_40000043, "2")],
        Linked =
        [
            new("IO_STACK_LOCATION", 0xffffc08b_40000118) { Check = "MajorFunction is one that wdm.h names", Facts = [new("MajorFunction", 0xffffc08b_40000118, "0x16 IRP_MJ_POWER")] },
            new("DEVICE_OBJECT", 0xffffc08b_40001000) { Failure = new(KernelDataFailureReason.CheckFailed, "this is no DEVICE_OBJECT: Type is 0x4, not 3 (IO_TYPE_DEVICE)") },
        ],
    };

    private static LoadedModule[] HostileModules() =>
    [
        new() { Base = 0x1000, Size = 1, Name = Hostile.Text, Path = Hostile.Text },
        new() { Base = 0x2000, Size = 1, Name = Hostile.Name, Path = null },
        new() { Base = 0x3000, Size = uint.MaxValue, Name = null, Path = "\ud800" },
    ];

    /// <summary>What an attacker would write into a dump.</summary>
    private static class Hostile
    {
        public const string Text = "<script>alert(1)</script>\" onload='x' &amp; \u202etxt.exe\u001b[2J\u0000\u2028";

        /// <summary>As long as a UNICODE_STRING can be.</summary>
        public static readonly string Name = new('n', 32 * 1024);
    }
}
