namespace HeavySim.Agents.Tests;
