using System.Globalization;
using KdmpParser;

namespace KdmpTool.ParserFlags;

/// <summary>Registers as the C++ tool prints those of x64; those of ARM64, which it does not know, in the same manner.</summary>
internal sealed class RegisterText(TextWriter output, ShownNumbers numbers)
{
    /// <summary>Of registers that stand one below the other, the names end in one column.</summary>
    private const int ShortName = 3;
    private const int LongName = 5;
    private const int SecondLongName = 10;

    /// <param name="context">CONTEXT of either machine.</param>
    public void Write(DumpStructure context)
    {
        Dictionary<string, StructureField> registers = context.Fields.SelectMany(Flatten).ToDictionary(field => field.Name, StringComparer.OrdinalIgnoreCase);
        if (registers.ContainsKey("rip"))
            WriteX64(registers);
        else
            WriteArm64(registers);
    }

    private void WriteX64(Dictionary<string, StructureField> registers)
    {
        foreach (string row in (string[])["rax rbx rcx", "rdx rsi rdi", "rip rsp rbp", "r8 r9 r10", "r11 r12 r13", "r14 r15"])
            WriteRow(row.Split(' '), registers);
        string[] segments = ["cs", "ss", "ds", "es", "fs", "gs"];
        IEnumerable<string> selectors = segments.Select(name => $"{name}={Hex(registers["Seg" + name], 4)}");
        output.Write($"  {string.Join(' ', selectors)}{new string(' ', 17)}efl={Hex(registers["EFlags"], 8)}\n");
        output.Write($"  fpcw={Hex(registers["ControlWord"], 4)}    fpsw={Hex(registers["StatusWord"], 4)}    fptw={Hex(registers["TagWord"], 4)}\n");
        WritePairs("st", 8, i => registers[$"FloatRegisters[{i}]"]);
        WritePairs("xmm", 16, i => registers[$"Xmm{i}"]);
    }

    private void WriteArm64(Dictionary<string, StructureField> registers)
    {
        foreach (string[] row in Enumerable.Range(0, 29).Select(i => $"x{i}").Concat(["fp", "lr", "sp"]).Chunk(3))
            WriteRow(row, registers);
        output.Write($"  {"pc",ShortName}={Hex(registers["Pc"], 16)} psr={Hex(registers["Cpsr"], 8)}\n");
        output.Write($"  fpcr={Hex(registers["Fpcr"], 8)}    fpsr={Hex(registers["Fpsr"], 8)}\n");
        WritePairs("v", 32, i => registers[$"V[{i}]"]);
    }

    private void WriteRow(string[] names, Dictionary<string, StructureField> registers) =>
        output.Write($"  {string.Join(' ', names.Select(name => $"{name,ShortName}={Hex(registers[name], 16)}"))}\n");

    private void WritePairs(string name, int count, Func<int, StructureField> register)
    {
        for (int i = 0; i < count; i += 2)
            output.Write($"  {name + i,LongName}={Hex(register(i), 32)}{name + (i + 1),SecondLongName}={Hex(register(i + 1), 32)}\n");
    }

    private string Hex(StructureField field, int digits) =>
        numbers.Of(field).ToString("x" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>MxCsr stands twice, and is shown not once.</summary>
    private static IEnumerable<StructureField> Flatten(StructureField field) => field switch
    {
        { Structure: { } inside } => inside.Fields.Where(part => part.Name != "MxCsr").SelectMany(Flatten),
        { Elements.IsEmpty: false } => field.Elements,
        _ => [field],
    };
}
