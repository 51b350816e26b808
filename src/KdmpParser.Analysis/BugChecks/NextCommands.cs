using System.Collections.Immutable;

namespace KdmpParser.Analysis.BugChecks;

/// <summary>What to look at next, of what this dump can answer.</summary>
/// <param name="dump">The dump.</param>
/// <param name="explanation">What is known already.</param>
internal sealed class NextCommands(KernelDump dump, BugCheckExplanation explanation)
{
    /// <summary>More than these nobody goes through.</summary>
    private const int Most = 10;

    private readonly uint _code = BugCheckTexts.BaseOf(explanation.BugCheck.Code);

    public ImmutableArray<SuggestedCommand> Find() =>
        [.. ByRecords().Concat(ByStructures()).Concat(ByAddresses()).Concat(ByCode()).DistinctBy(command => command.Line).Take(Most)];

    private IEnumerable<SuggestedCommand> ByRecords()
    {
        if (dump.Exceptions.Any(exception => exception.Kind == ExceptionKind.BugCheckParameter))
            yield return new("exception --kind bugcheckparameter", "the exception that was not handled");
        bool hasException = dump.Contexts.Any(context => context.Kind == ContextKind.Exception);
        if (hasException)
            yield return new("context --kind exception", "the registers at the exception");
        else if (dump.Context is not null)
            yield return new("context", "the registers when the system stopped");
        if (hasException && dump.FindStackCandidates(dump.Contexts.First(context => context.Kind == ContextKind.Exception)).Count > 0)
            yield return new("stack --context exception", "the calls that led to the exception");
        else if (dump.FindStackCandidates().Count > 0)
            yield return new("stack", "the calls that led here");
        if (!explanation.BlamesNoDriver)
            yield return new("suspects", "the modules that may have to do with it, and why");
    }

    private IEnumerable<SuggestedCommand> ByStructures()
    {
        foreach (BugCheckParameter parameter in explanation.Parameters)
        {
            if (parameter.Structure is { Failure: null, Address: var address, Name: ("IRP" or "DEVICE_OBJECT" or "POOL_HEADER") and var name })
                yield return new($"read {Hex(address)} --length 128 --as pointers", $"the {name} that parameter {parameter.Number} leads to, and what follows it");
        }
    }

    private IEnumerable<SuggestedCommand> ByAddresses()
    {
        foreach (BugCheckParameter parameter in explanation.Parameters)
        {
            if (parameter is not { Kind: not ParameterKind.Prcb, Description: { } description, Structure: null, Memory: not null } || Addresses.NearNull(description.Address) is not null)
                continue;
            VirtualAddress address = description.Address;
            if (parameter.Kind is ParameterKind.Instruction && parameter.IsReadable == true)
                yield return new($"disasm {Hex(address)}", $"the instructions at the address in parameter {parameter.Number}");
            if (description.Module is not null)
                yield return new($"near {Hex(address)}", $"the names around the address in parameter {parameter.Number}");
            else if (parameter.IsReadable == true)
                yield return new($"read {Hex(address)} --length 128 --as pointers", $"the memory at the address in parameter {parameter.Number}");
            else if (dump.VirtualMemory.HasPageTables)
                yield return new($"translate {Hex(address)}", $"where in the page tables the address in parameter {parameter.Number} gets lost");
        }
    }

    private IEnumerable<SuggestedCommand> ByCode()
    {
        if (_code is 0x101 or 0x102 or 0x133 or 0x1ca or 0x1cf or 0x1db && dump.Processors.Count > 0)
            yield return new("processors", "what each processor was doing");
        if (_code is 0xef or 0xf4 or 0xc000021a or 0x9e && dump.Processes.Count > 0)
            yield return new("processes", "the processes that were there");
        if (_code is 0xce or 0xd4 && dump.UnloadedDrivers.Count > 0)
            yield return new("modules --unloaded", "the drivers that were unloaded, and where they had been");
        if (_code is 0x116 or 0x117 or 0x119 or 0x124 or 0x141 or 0x9f or 0x144 or 0x1c8 && dump.SecondaryData.Count > 0)
            yield return new("blobs", "what drivers and Windows added to the dump for this");
        if (dump.KernelModules.Count > 0)
            yield return new("modules", "the drivers that are loaded");
    }

    private static string Hex(VirtualAddress address) => FormattableString.Invariant($"0x{address.Value:x}");
}
