using KdmpTool.CommandLine;

return await KdmpCommandLine.RunAsync(args, Console.Out, Console.Error);
