using System.Globalization;
using System.Text.Json.Nodes;
using KdmpInteractive.Rendering;
using KdmpInteractive.Views;
using KdmpParser;

namespace KdmpInteractive.Json;

/// <summary>
/// Objects for programs. Addresses, codes and register values are lower-case hex strings without padding, counts and sizes are
/// numbers, and what is not known is <c>null</c>.
/// </summary>
internal static class DumpJson
{
    public static JsonObject Info(KernelDump dump)
    {
        DumpHeader header = dump.Header;
        return new()
        {
            ["dumpType"] = dump.Type.ToString(),
            ["dumpTypeValue"] = (int)dump.Type,
            ["machine"] = dump.Machine.ToString().ToLowerInvariant(),
            ["majorVersion"] = header.MajorVersion,
            ["build"] = header.Build,
            ["processors"] = header.ProcessorCount,
            ["directoryTableBase"] = Hex.Recorded(header.DirectoryTableBase),
            ["pfnDatabase"] = Address(header.PfnDatabase),
            ["psLoadedModuleList"] = Address(header.PsLoadedModuleList),
            ["psActiveProcessHead"] = Address(header.PsActiveProcessHead),
            ["kdDebuggerDataBlock"] = Address(header.KdDebuggerDataBlock),
            ["bugCheck"] = dump.BugCheck is { } bugCheck ? BugCheckSummary(bugCheck) : null,
            ["systemTime"] = header.SystemTime?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture),
            ["upTime"] = header.SystemUpTime?.ToString("c", CultureInfo.InvariantCulture),
            ["comment"] = header.Comment,
            ["physicalMemory"] = dump.PhysicalMemory is not { } memory ? null : new JsonObject
            {
                ["pageCount"] = memory.PageCount,
                ["runCount"] = memory.RunCount,
            },
            ["warnings"] = Array(dump.Warnings, warning => warning),
        };
    }

    public static JsonObject BugCheck(BugCheck bugCheck)
    {
        JsonObject json = BugCheckSummary(bugCheck);
        json["meanings"] = Array(bugCheck.ParameterMeanings, meaning => meaning);
        return json;
    }

    private static JsonObject BugCheckSummary(BugCheck bugCheck) => new()
    {
        ["code"] = Hex.Of(bugCheck.Code),
        ["name"] = bugCheck.Name,
        ["parameters"] = Array(bugCheck.Parameters, value => Hex.Recorded(value)),
    };

    public static JsonObject Context(CpuContext context)
    {
        var registers = new JsonObject();
        foreach (Register register in context.Registers)
            registers[register.Name] = Hex.Recorded(register.Value);
        return new()
        {
            ["machine"] = context.Machine.ToString().ToLowerInvariant(),
            ["kind"] = ContextKinds.Name(context.Kind),
            ["registers"] = registers,
        };
    }

    public static JsonObject Exception(ExceptionRecord record) => new()
    {
        ["code"] = Hex.Of(record.Code),
        ["flags"] = Hex.Of(record.Flags),
        ["record"] = Hex.Of(record.Record.Value),
        ["address"] = Hex.Of(record.Address.Value),
        ["parameterCount"] = record.ParameterCount,
        ["information"] = Array(record.Information, value => Hex.Recorded(value)),
    };

    public static JsonObject Pages(PhysicalMemory memory) => new()
    {
        ["pageCount"] = memory.PageCount,
        ["runs"] = JsonSequence.Of(memory.EnumerateRuns(), run => new JsonObject
        {
            ["start"] = Hex.Of(run.Start.Value),
            ["pageCount"] = run.PageCount,
            ["fileOffset"] = run.FileOffset,
        }),
    };

    public static JsonObject Translation(Translation translation)
    {
        var json = new JsonObject
        {
            ["virtualAddress"] = Hex.Of(translation.VirtualAddress.Value),
            ["status"] = translation.Failure is { } failure ? Name(failure.Reason) : "ok",
            ["physicalAddress"] = translation.PhysicalAddress is { } address ? Hex.Of(address.Value) : null,
            ["pageSize"] = translation.PageSize,
            ["level"] = translation.Failure?.Level?.Name(),
            ["writable"] = translation.Writable,
            ["executable"] = translation.Executable,
            ["user"] = translation.User,
            ["transition"] = translation.IsTransition,
            ["entry"] = translation.Entry is { } entry ? Name(entry) : null,
            ["walk"] = Array(translation.Walk, Step),
        };
        if (translation.PrototypePte is { } prototype)
            json["prototypePte"] = Step(prototype);
        return json;
    }

    private static JsonObject Step(PageTableStep step) => new()
    {
        ["level"] = step.Level.Name(),
        ["address"] = Hex.Of(step.Address.Value),
        ["value"] = Hex.Of(step.Entry.Value),
    };

    public static JsonObject Region(VirtualRegion region) => new()
    {
        ["start"] = Hex.Of(region.Start.Value),
        ["length"] = region.Length,
        ["pageSize"] = region.PageSize,
        ["writable"] = region.Writable,
        ["executable"] = region.Executable,
        ["user"] = region.User,
    };

    public static JsonObject Memory(MemoryView memory) => new()
    {
        ["address"] = Hex.Of(memory.Address),
        ["requested"] = memory.Requested,
        ["read"] = memory.Bytes.Length,
        ["bytes"] = Convert.ToHexString(memory.Bytes.AsSpan()).ToLowerInvariant(),
        ["failure"] = MemoryFailure(memory.Failure),
    };

    /// <summary>Why a byte is missing; <see langword="null"/> where none is.</summary>
    public static JsonObject? MemoryFailure(MemoryFailure? failure) => failure is not { } reason ? null : new()
    {
        ["reason"] = Name(reason.Reason),
        ["level"] = reason.Level?.Name(),
        ["address"] = Hex.Of(reason.Address),
    };

    public static JsonObject SearchHit(SearchHit hit) => new()
    {
        ["physicalAddress"] = hit.PhysicalAddress is { } physical ? Hex.Of(physical.Value) : null,
        ["virtualAddresses"] = hit.VirtualAddresses is { } addresses ? Array(addresses, address => Hex.Of(address.Value)) : null,
        ["length"] = hit.Length,
        ["context"] = Convert.ToHexString(hit.Context.Bytes.AsSpan()).ToLowerInvariant(),
        ["offset"] = hit.Offset,
    };

    /// <summary>The same of a search for several patterns.</summary>
    public static JsonObject SearchHit(SearchHit hit, BytePattern? pattern)
    {
        JsonObject json = SearchHit(hit);
        json["pattern"] = pattern?.ToString();
        return json;
    }

    public static JsonObject Entropy(PageEntropy page) => new()
    {
        ["address"] = Hex.Of(page.Address),
        ["length"] = page.Length,
        ["bitsPerByte"] = Math.Round(page.BitsPerByte, 4),
    };

    public static JsonObject FoundText(FoundText text) => new()
    {
        ["address"] = Hex.Of(text.Address),
        ["encoding"] = Name(text.Encoding),
        ["length"] = text.Length,
        ["text"] = text.Text,
    };

    public static JsonObject PageDifference(PageDifference difference) => new()
    {
        ["start"] = Hex.Of(difference.Start.Value),
        ["pageCount"] = difference.PageCount,
        ["difference"] = Name(difference.Kind),
    };

    public static JsonObject PageComparison(MemoryView earlier, MemoryView later) => new()
    {
        ["earlier"] = Memory(earlier),
        ["later"] = Memory(later),
        ["differences"] = Array(ByteComparison.FindDifferences(earlier.Bytes.AsSpan(), later.Bytes.AsSpan()), range => new JsonObject
        {
            ["offset"] = range.Offset,
            ["length"] = range.Length,
        }),
    };

    public static JsonObject Conversion(ConversionResult result) => new()
    {
        ["pageCount"] = result.PageCount,
        ["fileLength"] = result.FileLength,
        ["secondaryDataWritten"] = result.SecondaryDataWritten,
        ["secondaryDataLeftOut"] = result.SecondaryDataLeftOut,
    };

    public static JsonObject Sample(DumpType type, long fileLength) => new()
    {
        ["dumpType"] = type.ToString(),
        ["dumpTypeValue"] = (int)type,
        ["fileLength"] = fileLength,
    };

    /// <summary>In the place of a result that cannot be had.</summary>
    /// <param name="file">The path of the dump, as it was given.</param>
    /// <param name="error">What is wrong with the file; <see langword="null"/> where the dump merely does not have what was asked for.</param>
    /// <param name="message">One sentence.</param>
    public static JsonObject Failure(string file, KernelDumpError? error, string message) => new()
    {
        ["file"] = file,
        ["error"] = error is { } known ? Name(known) : "unavailable",
        ["message"] = message,
    };

    private static string? Address(VirtualAddress? address) => address is { } value ? Hex.Of(value.Value) : null;

    /// <summary>A value of an enumeration in camel case, as in <c>pageTableNotInDump</c>.</summary>
    public static string Name<T>(T value) where T : struct, Enum
    {
        string name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    /// <summary>A list, a node for each item.</summary>
    public static JsonArray Array<T>(IEnumerable<T> values, Func<T, JsonNode?> node) => [.. values.Select(node)];
}
