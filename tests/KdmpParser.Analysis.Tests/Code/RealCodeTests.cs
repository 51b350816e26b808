using KdmpParser.Tests;

namespace KdmpParser.Analysis.Tests.Code;

/// <summary>Code that real dumps kept.</summary>
public class RealCodeTests
{
    /// <summary>KeBugCheckEx saves its four register parameters in the room that its caller left for them.</summary>
    [Fact]
    public void KeBugCheckEx_begins_by_saving_its_parameters()
    {
        using KernelDump dump = RealDump.Open("triage_x64.dmp");
        CpuContext context = dump.Contexts.Single(context => context.Kind == ContextKind.BugCheck);
        CodeListing listing = dump.Disassemble(context.InstructionPointer!.Value, new DisassemblyOptions { Count = 4, Context = context });
        Assert.Equal(
            ["mov     qword ptr [rsp+8],rcx", "mov     qword ptr [rsp+10h],rdx", "mov     qword ptr [rsp+18h],r8", "mov     qword ptr [rsp+20h],r9"],
            listing.Instructions.Select(line => line.Text));
        Assert.Equal([true, false, false, false], listing.Instructions.Select(line => line.IsCurrent));
        Assert.Null(listing.Failure);
        foreach (var l in listing.Instructions) { Console.WriteLine(l); foreach (var o in l.Operands) Console.WriteLine("   " + o); }
        Console.WriteLine(listing.Fault);
        var x = dump.Disassemble(dump.Context!.InstructionPointer!.Value, new DisassemblyOptions { Count = 8, Before = 8 });
        foreach (var l in x.Instructions) { Console.WriteLine(l); foreach (var o in l.Operands) Console.WriteLine("   " + o); }
        Console.WriteLine(x.Fault);
        Console.WriteLine(x.Before);
        foreach (var e in dump.Exceptions) Console.WriteLine(e + " " + e.Kind + " " + string.Join(",", e.Information.Take((int)Math.Min(15,e.ParameterCount))));
        foreach (var c in dump.FindReturnCandidates(null)) Console.WriteLine($"{c.Candidate} {c.Check} {c.Call?.Text} {c.Failure} {c.IsCalleeOnStack}");
    }
}
