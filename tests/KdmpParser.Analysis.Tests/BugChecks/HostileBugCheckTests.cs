using KdmpParser.Analysis.BugChecks;
using KdmpParser.Tests;

namespace KdmpParser.Analysis.Tests;

/// <summary>Every code and every subcode, with parameters that an attacker chose: there is an answer, and no exception.</summary>
public class HostileBugCheckTests
{
    private static readonly ulong[] s_values =
    [
        0, 1, 0x7fff_ffff, 0xffff_ffff, 0x8000_0000_0000_0000, ulong.MaxValue, StoppedMachine.At, StoppedMachine.At + 0xfff, StoppedMachine.At + 0xff0, StoppedMachine.Unmapped,
    ];

    public static TheoryData<uint> Codes => [.. BugCheckTexts.Codes];

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_code_takes_any_parameters(uint code)
    {
        ulong?[] subcodes = [.. BugCheckCauses.Of(code).Select(cause => cause.Subcode), null];
        int place = BugCheckTexts.Find(code)!.Kinds.IndexOf(ParameterKind.Subcode);
        using KernelDump machine = new StoppedMachine(code).Write(memory => memory.Write(StoppedMachine.At, MachineBytes.Content(0, 0x2000))).Open();
        foreach (ulong? subcode in subcodes)
        {
            for (int i = 0; i < s_values.Length; i++)
            {
                ulong[] parameters = [s_values[i], s_values[(i + 3) % s_values.Length], s_values[(i + 7) % s_values.Length], s_values[(i + 1) % s_values.Length]];
                if (place >= 0 && subcode is { } known)
                    parameters[place] = known;
                BugCheckExplanation explanation = BugCheckExplainer.Explain(machine, new(code, parameters[0], parameters[1], parameters[2], parameters[3]));
                Assert.Equal(4, explanation.Parameters.Length);
                Assert.All(explanation.Parameters, parameter => Assert.NotEmpty(parameter.Evidence));
                Assert.NotEmpty(explanation.ToString());
            }
        }
    }

    [Fact]
    public void Every_kind_of_structure_takes_any_bytes()
    {
        var random = new Random(20240601);
        var bytes = new byte[0x2000];
        for (int round = 0; round < 40; round++)
        {
            // Small numbers and pointers into the same bytes make more structures plausible than noise does.
            for (int at = 0; at < bytes.Length; at += 8)
                BitConverter.TryWriteBytes(bytes.AsSpan(at), random.Next(4) switch
                {
                    0 => StoppedMachine.At + (ulong)random.Next(bytes.Length),
                    1 => (ulong)random.Next(8),
                    2 => (ulong)random.NextInt64(),
                    _ => (ulong)random.NextInt64(8) | (ulong)random.NextInt64(0x400) << 16 | (ulong)random.NextInt64(0x100) << 32,
                });
            using KernelDump machine = new StoppedMachine(0x9f).Write(memory => memory.KdDebuggerData().Write(StoppedMachine.At, bytes)).Open();
            foreach (ParameterKind kind in Enum.GetValues<ParameterKind>())
            {
                for (ulong at = StoppedMachine.At; at < StoppedMachine.At + (ulong)bytes.Length; at += 0x108)
                    Assert.NotEmpty(new ParameterResolver(machine, new(0x9f, at, at, at, at)).Resolve(1, kind, null, null).Evidence);
            }
        }
    }
}
