using System.CommandLine;
using KdmpFuzz;

// Without a command it is the harness that a fuzzer starts; see README.md.
if (args.Length == 0)
{
    FuzzerHarness.Run();
    return 0;
}

var root = new RootCommand("Damages dumps and looks whether the reader answers.") { MutationCommand.Build(), SeedsCommand.Build(), TryCommand.Build() };
return root.Parse(args).Invoke();
