using System.Text;
using KdmpTool.CommandLine;

// Buffered, and UTF-8 without a mark whatever the console is set to.
await using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
return await KdmpCommandLine.RunAsync(args, output, Console.Error);
