using KdmpInteractive.Formatting;
using KdmpInteractive.Rendering;
using KdmpInteractive.Views;
using KdmpParser;
using KdmpParser.Analysis;
using Microsoft.DotNet.Interactive.Formatting;

namespace KdmpTool.Tests.HostileText;

/// <summary>Every object that the library gives a program, as a notebook shows it; and which of their texts come from a dump.</summary>
public class ShownObjectTests
{
    /// <summary>Each attack is in one of these, where there is room for it. Who adds a member to the library adds it to this list or to the other.</summary>
    private static readonly string[] s_fromDumps =
    [
        "AddressDescription.ShortName", "AddressDescription.ToString", "AddressSurroundings.ToString", "AddressSymbol.ModuleName", "AddressSymbol.Name", "AddressSymbol.ToString",
        "AttemptedAccess.ToString", "BugCheckParameter.Interpretation", "BugCheckParameter.ToString", "CallEvidence.ToString", "CodeOperand.ToString",
        "CodeRegion.Section", "CodeRegion.ToString", "CodeView.PdbName", "CodeView.PdbPath", "CodeView.SymbolServerKey", "CodeView.ToString",
        "DecodedInstruction.Text", "DecodedInstruction.ToString", "DumpHeader.Comment", "DumpHeader.VersionUser", "FaultExplanation.ToString",
        "FollowedStructure.Summary", "FollowedStructure.ToString", "FoundProcess.ToString", "FoundText.Text", "FoundText.ToString", "ImageDifference.Section",
        "ImageDifference.ToString", "KernelDump.Name", "KernelDump.ToString", "LoadedModule.Name", "LoadedModule.Path", "LoadedModule.ToString",
        "ModuleSymbols.ToString", "OpenedProcess.ToString", "PeExport.Forwarder", "PeExport.Name", "PeExport.ToString", "PeImage.ToString", "PeSection.Name",
        "PeSection.ToString", "Process.Name", "Process.ToString", "ReturnCandidate.ToString", "StackCandidate.ToString", "StackFrame.ToString",
        "StructureFact.ToString", "StructureFact.Value", "SuspectEvidence.Sentence", "SuspectEvidence.ToString", "SuspectModule.Name", "SuspectModule.ToString",
        "SuspectModules.Facts", "SuspectModules.ToString", "SymbolFailure.Message", "SymbolFailure.ToString", "UnloadedDriver.Name", "UnloadedDriver.ToString",
        "VirtualAddressSpace.ReadAnsiString", "VirtualAddressSpace.ReadUnicodeString",
    ];

    /// <summary>Numbers, names that the libraries themselves have, sentences about both; and the path of a PDB, whose name can be that of a file.</summary>
    private static readonly string[] s_own =
    [
        "AddressDescription.Evidence", "AddressSymbol.Note", "AttemptedAccess.Text", "Backtrace.ToString", "BugCheck.Name",
        "BugCheck.ParameterMeanings", "BugCheck.ToString", "BugCheckExplanation.Cause", "BugCheckExplanation.Meaning", "BugCheckExplanation.ReasonNotToBlame",
        "BugCheckExplanation.ToString", "BugCheckParameter.Evidence", "BugCheckParameter.Meaning", "BugCheckParameter.Memory", "BytePattern.ToString",
        "ByteRange.ToString", "CapturedList.ToString", "CodeListing.Note", "CodeListing.ToString", "CodeOperand.Text", "ConversionResult.ToString",
        "CpuContext.ToString", "DisassemblyOptions.ToString", "DumpHeader.ToString", "DumpStructure.Name", "DumpStructure.ToString", "ExceptionRecord.Name",
        "ExceptionRecord.ToString", "FaultExplanation.Comparison", "FollowedStructure.Check", "FollowedStructure.Name", "FoundProcesses.ToString",
        "FunctionBounds.ToString", "HiddenImage.ToString", "KdDebuggerData.ToString", "KernelDataFailure.Message", "KernelDataFailure.ToString",
        "KernelDump.SymbolFolder", "KernelDump.Warnings", "KernelDumpException.Actual", "KernelDumpException.Expected", "KernelDumpLimits.ToString",
        "KernelDumpOptions.SymbolFolder", "KernelDumpOptions.ToString", "MemoryFailure.ToString", "MemoryPieces.ToString", "MemoryView.ToString",
        "ModuleSymbols.PdbPath", "NtStatus.Name", "PageDifference.ToString", "PageDifferenceTotals.ToString", "PageEntropy.ToString", "PageRange.ToString",
        "PageTableEntry.ToString", "PageTableLevelNames.Name", "PageTablePlace.ToString", "PageTableStep.ToString", "PatternHit.ToString", "PdbIdentity.ToString",
        "PhysicalAddress.ToString", "PhysicalMemory.ToString", "PhysicalRun.ToString", "PrecedingCode.Evidence", "PrecedingCode.ToString",
        "ProcessSourceFailure.ToString", "Processor.ToString", "ReadResult.ToString", "Register.Name", "Register.ToString", "ReverseMap.ToString",
        "ScanProgress.ToString", "SearchHit.ToString", "SearchOptions.ToString", "SecondaryData.ToString", "SecondaryDataBlob.Name", "SecondaryDataBlob.ToString",
        "StackFrame.Assumption", "StructureFact.Name", "StructureField.Name", "StructureField.ToString", "SuggestedCommand.Line", "SuggestedCommand.Reason",
        "SuggestedCommand.ToString", "SuspectModule.WindowsPart", "SuspectModules.ReasonNotRanked", "Translation.ToString", "VirtualAddress.ToString",
        "VirtualAddressSpace.ToString", "VirtualMapping.ToString", "VirtualRegion.ToString", "WriteProgress.ToString",
    ];

    [Fact]
    public void Every_text_of_the_library_is_known_to_come_from_dumps_or_not()
    {
        // The first eight characters of an attack, since the name of a section has no more.
        IEnumerable<string> found = Walks("element with an event").SelectMany(walk => walk.Texts)
            .Where(text => text.Text.Contains("<details", StringComparison.Ordinal)).Select(text => text.Member).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(s_fromDumps, found);
        Assert.Equal(s_fromDumps.Concat(s_own).Order(StringComparer.Ordinal), ObjectWalk.TextMembers.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_object_is_shown_harmlessly()
    {
        KdmpFormatters.Register();
        var shown = new HashSet<Type>();
        foreach (object value in Walks("attribute").SelectMany(walk => walk.Objects))
        {
            Harmless.IsText(value.ToDisplayString("text/plain+summary"));
            if (!ShownTypes.TryGetView(value, out View? view))
                continue;
            shown.Add(value.GetType());
            Harmless.IsText(view.ToText());
            Harmless.IsTerminalText(view.ToTerminalText());
            Harmless.IsMarkup(view.ToHtml());
        }

        Type[] hostile =
        [
            typeof(KernelDump), typeof(DumpHeader), typeof(LoadedModule), typeof(UnloadedDriver), typeof(Process), typeof(OpenedProcess), typeof(StackCandidate),
            typeof(PeImage), typeof(PeSection), typeof(PeExport), typeof(CodeView), typeof(FoundText), typeof(SearchHit),
            typeof(AddressDescription), typeof(AddressSurroundings), typeof(AddressSymbol), typeof(ModuleSymbols), typeof(SymbolFailure), typeof(Backtrace), typeof(StackFrame),
            typeof(ReturnCandidate), typeof(CodeListing), typeof(DecodedInstruction), typeof(CallEvidence), typeof(FaultExplanation), typeof(BugCheckExplanation),
            typeof(BugCheckParameter), typeof(FollowedStructure), typeof(StructureFact), typeof(SuspectModules), typeof(SuspectModule), typeof(SuspectEvidence),
            typeof(CodeRegion), typeof(ImageDifference), typeof(FoundProcesses), typeof(FoundProcess),
        ];
        Assert.Subset(shown, hostile.ToHashSet());
    }

    private static IEnumerable<ObjectWalk> Walks(string attack)
    {
        foreach (byte[] bytes in (byte[][])[HostileDump.Of(attack).Kernel(), HostileDump.Of(attack).Small()])
        {
            using var dump = KernelDump.Open(bytes, Attack.Of(attack).Text, new() { SymbolFolder = AppContext.BaseDirectory });
            yield return ObjectWalk.Of(dump);
        }

        using HostileCrash crash = HostileCrash.Of(attack);
        foreach (byte[] file in crash.Files)
        {
            using var dump = KernelDump.Open(file, "crash", new() { SymbolFolder = crash.Symbols });
            yield return ObjectWalk.OfConclusions(dump);
        }
    }
}
