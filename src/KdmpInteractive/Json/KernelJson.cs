using System.Text.Json.Nodes;
using KdmpInteractive.Rendering;
using KdmpParser;

namespace KdmpInteractive.Json;

/// <summary>What the kernel knows and what stands behind the dump, for programs; the conventions are those of <see cref="DumpJson"/>.</summary>
internal static class KernelJson
{
    public static JsonObject Modules(KernelDump dump) => new()
    {
        ["kernel"] = DumpJson.Array(dump.KernelModules, Module),
        ["user"] = DumpJson.Array(dump.UserModules, Module),
        ["unloaded"] = DumpJson.Array(dump.UnloadedDrivers, Unloaded),
        ["kernelFailure"] = dump.KernelModules.Failure?.ToString(),
        ["userFailure"] = dump.UserModules.Failure?.ToString(),
        ["unloadedFailure"] = dump.UnloadedDrivers.Failure?.ToString(),
    };

    public static JsonArray Processes(CapturedList<Process> processes) => DumpJson.Array(processes, process => new JsonObject
    {
        ["pid"] = process.Id,
        ["parentPid"] = process.ParentId,
        ["name"] = process.Name,
        ["directoryTableBase"] = Hex.Recorded(process.DirectoryTableBase),
        ["peb"] = Hex.Recorded(process.Peb?.Value),
    });

    public static JsonArray Processors(CapturedList<Processor> processors) => DumpJson.Array(processors, processor => new JsonObject
    {
        ["number"] = processor.Number,
        ["kprcb"] = Hex.Recorded(processor.Address?.Value),
        ["currentThread"] = Hex.Recorded(processor.CurrentThread?.Value),
        ["currentProcess"] = Hex.Recorded(processor.CurrentProcess?.Value),
        ["instructionPointer"] = Hex.Recorded(processor.Context?.InstructionPointer?.Value),
        ["cr3"] = Hex.Recorded(processor.Cr3),
        ["captured"] = processor.IsCaptured,
    });

    public static JsonArray Blobs(SecondaryData blobs) => DumpJson.Array(blobs, blob => new JsonObject
    {
        ["tag"] = blob.Tag.ToString(),
        ["name"] = blob.Name,
        ["size"] = blob.Size,
        ["fileOffset"] = blob.FileOffset,
    });

    private static JsonObject Module(LoadedModule module)
    {
        var json = new JsonObject
        {
            ["name"] = module.Name,
            ["path"] = module.Path,
            ["base"] = Hex.Of(module.Base.Value),
            ["size"] = module.Size,
            ["timeDateStamp"] = Hex.Recorded(module.TimeDateStamp),
            ["checkSum"] = Hex.Recorded(module.CheckSum),
        };
        if (module.Is32Bit)
            json["is32Bit"] = true;
        return json;
    }

    private static JsonObject Unloaded(UnloadedDriver driver) => new()
    {
        ["name"] = driver.Name,
        ["path"] = null,
        ["base"] = Hex.Of(driver.Start.Value),
        ["size"] = driver.End >= driver.Start ? driver.End - driver.Start : null,
        ["timeDateStamp"] = null,
        ["checkSum"] = null,
    };
}
